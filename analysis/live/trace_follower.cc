#include "analysis/live/trace_follower.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include <unistd.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

constexpr std::string_view kEnding = ".lwtrace";

}  // namespace

TraceFollower::TraceFollower(std::string directory, const std::vector<RegionName>& regions,
                             AfterReading after)
    : directory_(std::move(directory)), after_(after) {
  regions_.reserve(regions.size());  // events refer to the names
  for (const RegionName& region : regions) regions_.push_back({region, 0, nullptr});
}

TraceFollower::~TraceFollower() = default;

std::string TraceFollower::file_of(const Followed& of, unsigned incarnation) const {
  return fmt::format("{}/{}.{}{}", directory_, of.region, incarnation, kEnding);
}

Result<void> TraceFollower::poll(TrueTime now, const OnEvent& on_event) {
  Result<void> outcome;
  for (Followed& of : regions_) {
    Result<void> taken = read(of);
    if (!taken && outcome) outcome = std::move(taken);
  }
  std::stable_sort(waiting_.begin(), waiting_.end(),
                   [](const Waiting& a, const Waiting& b) { return a.at < b.at; });
  const auto later = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Waiting& one) { return now < one.at; });
  for (auto it = waiting_.begin(); it != later; ++it) on_event(*it->region, *it->event);
  waiting_.erase(waiting_.begin(), later);
  return outcome;
}

// Not simply the next number: a life that ended before it wrote anything left no file.
std::optional<unsigned> TraceFollower::next_life(const Followed& of) const {
  const std::string begin = of.region.text + ".";
  std::optional<unsigned> next;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory_, error)) {
    const std::string name = entry.path().filename().string();
    unsigned life = 0;
    if (!name.starts_with(begin)) continue;
    const char* const digits = name.data() + begin.size();
    const auto [end, bad] = std::from_chars(digits, name.data() + name.size(), life);
    if (bad == std::errc{} && std::string_view(end) == kEnding && life > of.incarnation)
      next = std::min(next.value_or(life), life);
  }
  return next;
}

// A region's next life writes a file of its own; what the former one wrote is read to its end
// first.
Result<void> TraceFollower::read(Followed& of) {
  for (;;) {
    const std::optional<unsigned> next = next_life(of);
    if (!of.tail && !of.damaged && ::access(file_of(of, of.incarnation).c_str(), F_OK) == 0) {
      auto opened = TraceTail::open(file_of(of, of.incarnation), after_);
      if (!opened) return propagate(opened);
      of.tail = std::move(*opened);
    }
    if (of.tail) {
      const auto taken = of.tail->read([&](std::unique_ptr<v1::TraceEvent> event) {
        waiting_.push_back({TrueTime{event->at_ns()}, &of.region, std::move(event)});
      });
      of.damaged = !taken;
      if (!taken) of.tail.reset();
      if (!taken) return taken;
    }
    if (!next) return {};
    of.tail.reset();
    of.damaged = false;
    if (after_ == AfterReading::kGiveBack) ::unlink(file_of(of, of.incarnation).c_str());
    of.incarnation = *next;
  }
}

}  // namespace lastwrite
