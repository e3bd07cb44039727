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

void load_options(const YamlNode& node, StrategySpec& spec, const LoadContext& context) {
  MapReader reader(&node, std::string(strategy_name(spec.kind)), context.problems);
  if (spec.kind == StrategyKind::kHomeRegion) {
    reader.read("home", spec.home, [&](std::string_view text) { return context.region(text); });
  }
  reader.finish();
}

}  // namespace

std::vector<StrategySpec> load_strategies(MapReader& root, const LoadContext& context) {
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
    strategies.push_back({*kind, std::nullopt});
    if (with_options) load_options(item.entries.front().value, strategies.back(), context);
  }
  return strategies;
}

}  // namespace lastwrite
