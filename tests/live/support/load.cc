#include "tests/live/support/load.h"

#include "region/base/check.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kSharedItems = 8;
constexpr Duration kPauseAfterFailure = 5ms;

}  // namespace

// Used on the loop only, as is all that follows.
struct Load::Region {
  RegionName name;
  std::vector<AcknowledgedPut> acknowledged;
  std::size_t threshold = 0;
  std::function<void()> at_threshold;
  std::uint64_t puts = 0;
};

struct Load::Writer {
  Region& region;
  Random random;
  bool under_way = false;
};

Load::Load(LiveRegions& regions, const LoadOptions& options) : regions_(regions) {
  const Random random(options.seed);
  for (const RegionName& name : regions.names()) {
    auto& site = sites_[name.text] = std::make_unique<Region>();
    site->name = name;
    for (int i = 0; i < options.writers_per_region; ++i) {
      writers_.push_back(
          std::make_unique<Writer>(Writer{*site, random.fork(fmt::format("{}/{}", name, i))}));
    }
  }
}

Load::~Load() {
  regions_.on_loop([this] { LW_CHECK(under_way() == 0, "a load ends while puts are under way"); });
}

void Load::when_acknowledged(const std::string& region, std::size_t count,
                             std::function<void()> then) {
  regions_.on_loop([&] {
    sites_.at(region)->threshold = count;
    sites_.at(region)->at_threshold = std::move(then);
  });
}

void Load::start() {
  regions_.on_loop([this] {
    for (const auto& writer : writers_) write(*writer);
  });
}

bool Load::wait_for_more(const std::string& region, std::size_t more, Duration patience) {
  const std::size_t goal = acknowledged(region).size() + more;
  return wait_until([&] { return acknowledged(region).size() >= goal; }, patience);
}

void Load::stop() {
  regions_.on_loop([this] { stopping_ = true; });
  const bool stopped = wait_until(
      [this] {
        std::size_t open = 0;
        regions_.on_loop([&] { open = under_way(); });
        return open == 0;
      },
      30s);
  LW_CHECK(stopped, "puts were never answered");
}

std::vector<AcknowledgedPut> Load::acknowledged(const std::string& region) {
  std::vector<AcknowledgedPut> out;
  regions_.on_loop([&] { out = sites_.at(region)->acknowledged; });
  return out;
}

std::size_t Load::unknown() {
  std::size_t out = 0;
  regions_.on_loop([&] { out = unknown_; });
  return out;
}

void Load::write(Writer& writer) {
  writer.under_way = !stopping_;
  if (stopping_) return;
  Region& region = writer.region;
  AcknowledgedPut put;
  put.own = writer.random.below(2) == 0;
  put.key = put.own ? fmt::format("{}-{}", region.name, region.puts)
                    : fmt::format("shared-{}", writer.random.below(kSharedItems));
  const Item item{{"orderId", put.key}, {"token", fmt::format("{}/{}", region.name, region.puts)}};
  ++region.puts;
  regions_.cluster()
      .client(region.name)
      .put_item({kOrders, item},
                [this, &writer, put = std::move(put)](Result<WriteOutput> result) mutable {
                  on_reply(writer, std::move(put), std::move(result));
                });
}

void Load::on_reply(Writer& writer, AcknowledgedPut put, Result<WriteOutput> result) {
  Region& region = writer.region;
  if (!result) {
    ++unknown_;
    regions_.loop().call_after(kPauseAfterFailure, [this, &writer] { write(writer); });
    return;
  }
  put.version = result->version;
  region.acknowledged.push_back(std::move(put));
  if (region.acknowledged.size() == region.threshold) region.at_threshold();
  write(writer);
}

std::size_t Load::under_way() {
  std::size_t count = 0;
  for (const auto& writer : writers_) count += writer->under_way ? 1 : 0;
  return count;
}

}  // namespace lastwrite
