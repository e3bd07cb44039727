#include "analysis/live/loss_story.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

namespace lastwrite {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::string_view kIndent = "    ";

// Appends `text` in lines of at most kColumns, indented.
void add_wrapped(std::vector<std::string>& lines, const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) {
    if (!line.empty() && line.size() + 1 + word.size() > kColumns) {
      lines.push_back(std::move(line));
      line.clear();
    }
    line += (line.empty() ? std::string(kIndent) : " ") + word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
}

std::string session_words(const WriteFacts& write) {
  if (write.expired) return "the region itself, for its time to live was up";
  return write.session.empty() ? "an unknown session" : "session " + write.session;
}

std::string base_words(const WriteFacts& write) {
  if (!write.derived) return "computed from nothing";
  if (!write.base) return "computed from the item's absence";
  return "computed from the version " + stamp_text(*write.base);
}

std::string_view condition_words(const WriteFacts& write) {
  return write.conditional ? "; its condition held there" : "";
}

std::string ms(Duration lag) {
  return fmt::format("{:.1f} ms", to_ms(lag));
}

// Disturbances that touched either region while the two writes were under way.
std::string disturbance_words(const LostWrite& loss, const StoryContext& context) {
  if (context.disturbances == nullptr) return "";
  const TrueTime first = std::min(loss.write->at, loss.by->at);
  const TrueTime last = std::max(loss.displaced_at, loss.told_at.value_or(loss.displaced_at));
  std::string words;
  for (const Disturbance& one : *context.disturbances) {
    const bool then = one.begin <= last && (!one.end || first <= *one.end);
    const bool there = std::any_of(one.regions.begin(), one.regions.end(), [&](const auto& region) {
      return region == loss.write->stamp.region || region == loss.by->stamp.region;
    });
    if (then && there) words += fmt::format(" Meanwhile: {}.", one.what);
  }
  return words;
}

std::string concurrent_words(const LostWrite& loss) {
  const RegionName& here = loss.write->stamp.region;
  const RegionName& there = loss.by->stamp.region;
  std::string words = fmt::format("neither had heard of the other: it took {} to get to {}",
                                  ms(loss.displaced_at - loss.by->at), here);
  if (loss.told_at)
    words += fmt::format(", and {} the other way to {}", ms(*loss.told_at - loss.write->at), there);
  const Duration apart = loss.by->stamp.time - loss.write->stamp.time;
  words += apart.count() == 0 ? "; the stamps tie, and the region's name decided"
                              : fmt::format("; the stamp of {} is {} later", there, ms(apart));
  return words + ".";
}

}  // namespace

std::string time_of_day(TrueTime at, Duration wall_offset) {
  constexpr std::int64_t kDay = 86'400'000;
  const std::int64_t ms_now = ((at.ns + wall_offset.count()) / 1'000'000 % kDay + kDay) % kDay;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms_now / 3'600'000, ms_now / 60'000 % 60,
                     ms_now / 1'000 % 60, ms_now % 1'000);
}

std::string_view cause_words(Fate fate) {
  switch (fate) {
    case Fate::kLostLocal:
      return "the later write was computed from an older version, although its region held this "
             "one";
    case Fate::kLostInverted:
      return "overwritten by a version that it had itself followed: a clock was wrong";
    case Fate::kLostOrphaned:
      return "it lived on inside a later write, and that one was lost";
    default:
      return "two regions wrote, and neither had heard of the other";
  }
}

std::string loss_reason(const LostWrite& loss, const StoryContext& context) {
  std::string words;
  if (loss.fate == Fate::kLostConcurrent) {
    words = concurrent_words(loss);
  } else {
    words = std::string(cause_words(loss.fate)) + ".";
  }
  if (loss.fate == Fate::kLostOrphaned && loss.root) {
    words += fmt::format(" That one was the {} in {} with stamp {}.", loss.root->kind,
                         loss.root->stamp.region, stamp_text(loss.root->stamp));
  }
  return words + disturbance_words(loss, context);
}

std::string_view loss_advice(const LostWrite& loss) {
  switch (loss.fate) {
    case Fate::kLostLocal:
      return "a version check (a condition on what was read)";
    case Fate::kLostInverted:
      return "clocks that agree, or stamps of a hybrid clock (--stamps hlc)";
    default:
      return loss.write->conditional
                 ? "one home region for the writes of an item. The condition could not: each "
                   "region "
                   "checked its own copy"
                 : "one home region for the writes of an item. A version check would not: each "
                   "region checks its own copy";
  }
}

std::vector<std::string> loss_story(const LostWrite& loss, const StoryContext& context) {
  const WriteFacts& write = *loss.write;
  const WriteFacts& by = *loss.by;
  std::vector<std::string> lines;
  lines.push_back(fmt::format("#{} {} lost [{}]", loss.number, pattern_text(write.pattern),
                              fate_text(loss.fate)));
  add_wrapped(lines, fmt::format("{} UTC {} accepts the {} of {} {} by {}, {}{}. It is told OK.",
                                 time_of_day(write.at, context.wall_offset), write.stamp.region,
                                 write.kind, write.table, write.key, session_words(write),
                                 base_words(write), condition_words(write)));
  if (loss.by != loss.write) {
    add_wrapped(lines,
                fmt::format("{} UTC {} accepts the {} by {}, {}{}.",
                            time_of_day(by.at, context.wall_offset), by.stamp.region, by.kind,
                            session_words(by), base_words(by), condition_words(by)));
  }
  add_wrapped(lines,
              fmt::format("{} UTC In {} it overwrites the former.",
                          time_of_day(loss.displaced_at, context.wall_offset), write.stamp.region));
  add_wrapped(lines, "Why: " + loss_reason(loss, context));
  add_wrapped(lines, fmt::format("Would have prevented it: {}.", loss_advice(loss)));
  return lines;
}

}  // namespace lastwrite
