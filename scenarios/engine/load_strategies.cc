#include <algorithm>

#include <fmt/ranges.h>

#include "scenarios/engine/did_you_mean.h"
#include "scenarios/engine/load_sections.h"

namespace lastwrite {
namespace {

Result<StrategyKind> parse_strategy(std::string_view text) {
  if (const auto kind = strategy_of_name(text)) return *kind;
  std::vector<std::string> known;
  for (const StrategyKind kind : all_strategy_kinds()) known.emplace_back(strategy_name(kind));
  return fail(ErrorCode::kUsage, "unknown strategy '{}'{}: use {}", text, did_you_mean(text, known),
              fmt::join(known, ", "));
}

Result<LockKind> parse_lock(std::string_view text) {
  for (const LockKind lock : {LockKind::kLease, LockKind::kPerfect}) {
    if (text == lock_name(lock)) return lock;
  }
  return fail(ErrorCode::kUsage, "'{}' is not a lock: use lease or perfect", text);
}

void load_lock(MapReader& reader, StrategySpec& spec) {
  reader.read("lock", spec.lock, parse_lock);
  const YamlNode* lease = reader.find("lease");
  reader.read("lease", spec.lease, parse_span);
  if (lease == nullptr) return;
  if (spec.lock == LockKind::kPerfect) {
    reader.problems().add(lease->where,
                          "lease: a perfect lock has no lease; leave one of them out");
  } else if (spec.lease.count() == 0) {
    reader.problems().add(lease->where, "lease must be above 0");
  }
}

// Said of the table as a whole: which strategy is in the way, and what would help.
void check_room(const StrategySpec& spec, const std::string& where, const TableSpec& table,
                Problems& problems) {
  if (!keeps_siblings(spec) || has_room_for_siblings(table.key)) return;
  problems.add(where, fmt::format("{} keeps items of its own for each key, named by a text: give "
                                  "the table a key attribute of type S or B, such as "
                                  "{{{}: N, slot: S}}",
                                  strategy_name(spec.kind), table.key.partition.name));
}

void load_options(const YamlNode& node, StrategySpec& spec, const LoadContext& context) {
  MapReader reader(&node, std::string(strategy_name(spec.kind)), context.problems);
  if (spec.kind == StrategyKind::kHomeRegion) {
    reader.read("home", spec.home, [&](std::string_view text) { return context.region(text); });
  }
  if (spec.kind == StrategyKind::kLockThenWrite) load_lock(reader, spec);
  reader.finish();
}

}  // namespace

std::vector<StrategySpec> load_strategies(MapReader& root, const LoadContext& context,
                                          const TableSpec& table) {
  std::vector<StrategySpec> strategies;
  const YamlNode* list = root.require("strategies");
  if (list == nullptr) return strategies;
  if (list->kind != YamlNode::Kind::kList || list->items.empty()) {
    context.problems.add(list->where,
                         "strategies must be a list, such as [blind-put, version-check]");
    return strategies;
  }
  for (const YamlNode& item : list->items) {
    const bool with_options = item.kind == YamlNode::Kind::kMap && item.entries.size() == 1;
    const std::string name = with_options ? item.entries.front().key : item.text;
    const Result<StrategyKind> kind = parse_strategy(name);
    if (!kind) {
      context.problems.add(item.where, kind.error().message);
      continue;
    }
    const bool twice = std::any_of(strategies.begin(), strategies.end(),
                                   [&](const StrategySpec& s) { return s.kind == *kind; });
    if (twice) context.problems.add(item.where, fmt::format("strategy '{}' is listed twice", name));
    strategies.push_back({.kind = *kind});
    if (with_options) load_options(item.entries.front().value, strategies.back(), context);
    check_room(strategies.back(), item.where, table, context.problems);
  }
  return strategies;
}

}  // namespace lastwrite
