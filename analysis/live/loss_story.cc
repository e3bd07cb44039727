#include "analysis/live/loss_story.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "analysis/ledger/remedy.h"

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

bool is_unchecked(const WriteFacts& write) {
  return write.pattern == WritePattern::kReadModifyWrite && !write.conditional;
}

LossShape shape_of(const LostWrite& loss) {
  const WriteFacts& by = *loss.by;
  LossShape shape;
  shape.fate = loss.fate;
  shape.deleted = loss.write->kind == "delete";
  shape.unchecked = is_unchecked(*loss.write) || is_unchecked(by);
  shape.region_knew_by = loss.write->stillborn;
  if (by.base)
    shape.base = loss.write->stamp < *by.base ? LossShape::Base::kNewer : LossShape::Base::kOlder;
  shape.by_conditional = by.conditional;
  shape.by_expired = by.expired;
  shape.by_region_knew = loss.told_at && *loss.told_at <= by.at;
  return shape;
}

// Of the lost write that `remedy` is for.
std::string_view cause_words(Fate fate, Remedy remedy) {
  if (fate == Fate::kLostInverted)
    return "overwritten by a version that it had itself followed: a clock was wrong";
  if (fate == Fate::kLostOrphaned) return "it lived on inside a later write, and that one was lost";
  switch (remedy) {
    case Remedy::kReadAtHome:
      return "the later write was computed from an older version: its client knew this one, the "
             "region that it asked did not yet";
    case Remedy::kMarkDeleted:
      return "the later write was computed from the item's absence, without having seen this one";
    case Remedy::kHomeRegion:
    case Remedy::kCheckedHomeRegion:
      return "the later write was computed from a newer version, to which its region had given "
             "this one up";
    default:
      return "the later write was computed from an older version, although its region held this "
             "one";
  }
}

std::string_view remedy_words(Remedy remedy, const WriteFacts& lost) {
  switch (remedy) {
    case Remedy::kRefreshEarlier:
      return "writing the item anew well before its time to live is up: a region deletes by its "
             "own copy";
    case Remedy::kVersionCheck:
      return "a version check (a condition on what was read)";
    case Remedy::kUniqueToken:
      return "a condition on a token that no two writes share: the one that the later write had "
             "held for this version, too";
    case Remedy::kReadAtHome:
      return "one home region for the reads and writes of an item, and a version check there";
    case Remedy::kMarkDeleted:
      return "a mark in place of the delete, and a version check: absence has no version that a "
             "condition could check";
    case Remedy::kClocks:
      return "clocks that agree. Stamps of a hybrid clock would not: its client knew the other "
             "version, its region did not yet";
    case Remedy::kClocksOrHlc:
      return "clocks that agree, or stamps of a hybrid clock (--stamps hlc)";
    case Remedy::kCheckedHomeRegion:
      return "one home region for the writes of an item, and a version check there. The check "
             "alone would not: each region checks its own copy";
    default:
      return lost.conditional
                 ? "one home region for the writes of an item. The condition could not: each "
                   "region checked its own copy"
                 : "one home region for the writes of an item. A version check would not: each "
                   "region checks its own copy";
  }
}

}  // namespace

std::string time_of_day(TrueTime at, Duration wall_offset) {
  constexpr std::int64_t kDay = 86'400'000;
  const std::int64_t ms_now = ((at.ns + wall_offset.count()) / 1'000'000 % kDay + kDay) % kDay;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", ms_now / 3'600'000, ms_now / 60'000 % 60,
                     ms_now / 1'000 % 60, ms_now % 1'000);
}

std::string loss_reason(const LostWrite& loss, const StoryContext& context) {
  std::string words = loss.fate == Fate::kLostConcurrent
                          ? concurrent_words(loss)
                          : std::string(cause_words(loss.fate, remedy_of(shape_of(loss)))) + ".";
  if (loss.fate == Fate::kLostOrphaned && loss.root) {
    const WriteFacts& root = *loss.root->write;
    words += fmt::format(" That one was the {} in {} with stamp {}.", root.kind, root.stamp.region,
                         stamp_text(root.stamp));
  }
  return words + disturbance_words(loss, context);
}

std::string loss_advice(const LostWrite& loss) {
  if (loss.fate == Fate::kLostOrphaned && loss.root)
    return fmt::format("what had saved that one: {}", loss_advice(*loss.root));
  return std::string(remedy_words(remedy_of(shape_of(loss)), *loss.write));
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
