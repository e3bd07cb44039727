#include "scenarios/engine/scenario_loader.h"

#include <filesystem>

#include "region/base/plain_file.h"
#include "region/base/printable.h"
#include "scenarios/engine/did_you_mean.h"
#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

constexpr std::size_t kScenarioBytesMax = 16 * 1024 * 1024;

// A name becomes a folder of runs/.
Result<std::string> parse_scenario_name(std::string_view text) {
  if (text == "latest") {
    return fail(ErrorCode::kUsage, "'latest' is no scenario name: runs/latest is the last run");
  }
  if (!parse_region_name(text)) {
    return fail(ErrorCode::kUsage,
                "'{}' is not a scenario name: use lower-case letters, digits and inner "
                "hyphens, such as lost-counter",
                text);
  }
  return std::string(text);
}

Result<StampRule> read_stamp_rule(std::string_view text) {
  if (const auto rule = parse_stamp_rule(text)) return *rule;
  return fail(ErrorCode::kUsage, "'{}' is not a stamp rule: use wall, wall-monotonic or hlc", text);
}

Result<Granularity> read_granularity(std::string_view text) {
  if (const auto granularity = parse_granularity(text)) return *granularity;
  return fail(ErrorCode::kUsage, "'{}' is not a granularity: use item or attribute", text);
}

Result<DurabilityLevel> parse_durability(std::string_view text) {
  if (text == "process") return DurabilityLevel::kProcess;
  if (text == "full") return DurabilityLevel::kFull;
  return fail(ErrorCode::kUsage, "'{}' is not a durability: use process or full", text);
}

Result<Duration> parse_sweep(std::string_view text) {
  const Result<Duration> pause = parse_positive_span(text);
  if (pause && *pause < kTtlSweepMin)
    return fail(ErrorCode::kUsage, "'{}' is too short: a region looks every {} at most", text,
                duration_text(kTtlSweepMin));
  return pause;
}

void load_rules(MapReader& root, Scenario& scenario, Problems& problems) {
  MapReader stamps(root.find("stamps"), "stamps", problems);
  stamps.read("rule", scenario.stamps, read_stamp_rule);
  stamps.finish();
  MapReader conflicts(root.find("conflicts"), "conflicts", problems);
  conflicts.read("granularity", scenario.granularity, read_granularity);
  conflicts.finish();
  MapReader store(root.find("store"), "store", problems);
  store.read("durability", scenario.durability, parse_durability);
  store.read("ttl_sweep", scenario.ttl_sweep, parse_sweep);
  store.finish();
  MapReader replication(root.find("replication"), "replication", problems);
  replication.read("coalesce", scenario.coalesce, parse_switch);
  replication.finish();
}

void load_times(MapReader& root, Scenario& scenario, Problems& problems) {
  if (const YamlNode* node = root.require("duration")) {
    root.read("duration", scenario.duration, parse_span);
    if (scenario.duration.count() == 0) problems.add(node->where, "duration must be above 0");
  }
  root.read("warm_up", scenario.warm_up, parse_span);
  root.read("request_timeout", scenario.request_timeout, parse_span);
  root.read("quiesce_timeout", scenario.quiesce_timeout, parse_span);
  root.read("seed", scenario.seed, parse_integer);
}

std::vector<ExpectationSpec> load_expect(MapReader& root, Problems& problems) {
  std::vector<ExpectationSpec> expect;
  const YamlNode* list = root.find("expect");
  if (list == nullptr) return expect;
  if (list->kind != YamlNode::Kind::kList && list->kind != YamlNode::Kind::kNull) {
    problems.add(list->where, "expect must be a list, such as [converged]");
  }
  for (const YamlNode& item : list->items) {
    if (item.kind != YamlNode::Kind::kScalar) {
      problems.add(item.where, "an expectation must be one line of text, such as converged");
    }
    if (has_control_character(item.text)) {
      problems.add(item.where, "an expectation must be a single line of text");
    }
    expect.push_back({item.text, item.line});
  }
  return expect;
}

void check_fault_times(const Scenario& scenario, const YamlNode& root, Problems& problems) {
  const YamlNode* list = root.find("faults");
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    if (scenario.faults[i].at < scenario.duration) continue;
    problems.add(
        list->items[i].where,
        fmt::format("the fault begins at {}, but the measurement lasts only {}",
                    duration_text(scenario.faults[i].at), duration_text(scenario.duration)));
  }
}

void check_task_times(const Scenario& scenario, const YamlNode& root, Problems& problems) {
  const std::vector<ScheduledTask>& schedule = scenario.workload.schedule;
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    if (schedule[i].at < scenario.duration) continue;
    problems.add(root.find("workload")->find("schedule")->items[i].where,
                 fmt::format("the task begins at {}, but the measurement lasts only {}",
                             duration_text(schedule[i].at), duration_text(scenario.duration)));
  }
}

// A transaction puts without reading: nothing else is sent as one.
void check_transactions(const Scenario& scenario, const YamlNode& root, Problems& problems) {
  if (!transacts(scenario.workload)) return;
  for (const StrategySpec& strategy : scenario.strategies) {
    if (strategy.kind == StrategyKind::kBlindPut) continue;
    problems.add(root.find("strategies")->where,
                 fmt::format("{} makes no transactions: with them use blind-put alone",
                             strategy_name(strategy.kind)));
  }
}

// A pause between walks says something only where something may expire.
void check_sweep(Scenario& scenario, const YamlNode& root, Problems& problems) {
  if (expires(scenario.workload)) return;
  scenario.ttl_sweep = kTtlSweepUsual;
  const YamlNode* store = root.find("store");
  const YamlNode* sweep = store == nullptr ? nullptr : store->find("ttl_sweep");
  if (sweep == nullptr || root.find("workload")->find("time_to_live") != nullptr) return;
  problems.add(sweep->where,
               "ttl_sweep: nothing expires without workload.time_to_live, such as 3s");
}

Result<Scenario> load_tree(const YamlNode& tree, const std::string& base_directory) {
  Problems problems;
  Scenario scenario;
  MapReader root(&tree, "the scenario", problems);
  if (root.require("name") != nullptr) root.read("name", scenario.name, parse_scenario_name);
  root.read("question", scenario.question, parse_line);
  scenario.regions = load_regions(root, problems);
  // Sections below would only repeat that a region is unknown.
  if (problems.found()) return problems.failure();
  const LoadContext context{problems, base_directory, scenario.regions};
  scenario.table = load_table(root, problems);
  scenario.links = load_network(root, context);
  scenario.clocks = load_clocks(root, context);
  load_rules(root, scenario, problems);
  scenario.workload = load_workload(root, context);
  scenario.retry = load_retry(root, context);
  scenario.strategies = load_strategies(root, context, scenario.table);
  load_times(root, scenario, problems);
  scenario.faults = load_faults(root, context);
  scenario.expect = load_expect(root, problems);
  scenario.lesson = load_lesson(root, problems);
  root.finish();
  if (!problems.found()) check_transactions(scenario, tree, problems);
  if (!problems.found()) check_sweep(scenario, tree, problems);
  if (!problems.found()) check_task_times(scenario, tree, problems);
  if (!problems.found()) check_fault_times(scenario, tree, problems);
  if (problems.found()) return problems.failure();
  return scenario;
}

YamlNode scalar(const std::string& text, const std::string& where) {
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.text = text;
  node.where = where;
  return node;
}

// The entry of the file's list for this strategy, options and all, or a plain one.
YamlNode strategy_node(const YamlNode* file_list, const std::string& name) {
  if (file_list != nullptr) {
    for (const YamlNode& item : file_list->items) {
      if (item.kind == YamlNode::Kind::kMap && item.find(name) != nullptr) return item;
    }
  }
  return scalar(name, "--strategy");
}

Result<void> apply_overrides(YamlNode& tree, const Overrides& overrides) {
  for (const std::string& set : overrides.sets) {
    if (const Result<void> done = set_path(tree, set); !done) return propagate(done);
  }
  if (!overrides.strategies.empty()) {
    YamlNode list;
    list.kind = YamlNode::Kind::kList;
    list.where = "--strategy";
    for (const std::string& name : overrides.strategies) {
      list.items.push_back(strategy_node(tree.find("strategies"), name));
    }
    if (YamlNode* old = tree.find("strategies")) {
      *old = std::move(list);
    } else {
      tree.entries.push_back({"strategies", "--strategy", std::move(list)});
    }
  }
  if (overrides.seed) return set_path(tree, fmt::format("seed={}", *overrides.seed));
  return {};
}

}  // namespace

Result<Scenario> load_scenario_text(const std::string& text, const std::string& file,
                                    const Overrides& overrides) {
  Result<YamlNode> tree = parse_yaml(text, file);
  if (!tree) return propagate(tree);
  if (tree->kind != YamlNode::Kind::kMap) {
    return fail(ErrorCode::kUsage,
                "{}:1: a scenario file must be a map with keys such as name and regions", file);
  }
  if (const Result<void> done = apply_overrides(*tree, overrides); !done) return propagate(done);
  return load_tree(*tree, std::filesystem::path(file).parent_path().string());
}

Result<Scenario> load_scenario(const std::string& path, const Overrides& overrides) {
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(path, ignored);
  const std::string file = folder ? (std::filesystem::path(path) / "scenario.yaml").string() : path;
  const Result<std::string> text = read_plain_file(file, kScenarioBytesMax);
  if (!text) return propagate(text);
  return load_scenario_text(*text, file, overrides);
}

}  // namespace lastwrite
