#include "scenarios/engine/resolved_yaml.h"

#include <fmt/ranges.h>

#include "scenarios/engine/resolved_faults.h"
#include "scenarios/engine/yaml_text.h"

namespace lastwrite {
namespace {

std::string_view key_type_name(KeyType type) {
  switch (type) {
    case KeyType::kString:
      return "S";
    case KeyType::kNumber:
      return "N";
    case KeyType::kBinary:
      return "B";
  }
  return "?";
}

std::string table_text(const TableSpec& table) {
  std::string keys = fmt::format("{}: {}", yaml_quoted(table.key.partition.name),
                                 key_type_name(table.key.partition.type));
  if (table.key.sort) {
    keys += fmt::format(", {}: {}", yaml_quoted(table.key.sort->name),
                        key_type_name(table.key.sort->type));
  }
  return fmt::format("table: {{name: {}, key: {{{}}}}}\n", yaml_quoted(table.name.text), keys);
}

// Every setting, default or not: what ran must be readable without knowing the defaults.
LinkChange all_settings(const LinkSpec& link) {
  return {.latency = link.latency,
          .pipeline = link.pipeline,
          .jitter = link.jitter,
          .loss_ppm = link.loss_ppm,
          .retransmit = link.retransmit,
          .duplicate_ppm = link.duplicate_ppm,
          .reorder_ppm = link.reorder_ppm,
          .bytes_per_second = link.bytes_per_second};
}

std::string network_text(const LinkMap& links) {
  if (links.empty()) return "";
  std::string text = "network:\n  preset: none\n  links:\n";
  for (const auto& [ends, link] : links) {
    text += fmt::format("    - {{from: {}, to: {}, {}}}\n", ends.first, ends.second,
                        fmt::join(link_settings(all_settings(link)), ", "));
  }
  return text;
}

std::string clocks_text(const Scenario& scenario) {
  std::string text = "clocks:\n";
  for (const auto& [region, skew] : scenario.clocks) {
    text += fmt::format("  {}: {{offset: {}, drift: {}ppm", region, duration_text(skew.offset),
                        skew.drift_ppm);
    if (skew.periodic != ClockWave{}) text += ", " + wave_text(skew.periodic);
    text += fmt::format(", {}}}\n", noise_text(skew.noise_sd));
  }
  return text;
}

std::string workload_text(const WorkloadSpec& w) {
  return fmt::format(
      "workload:\n  clients_per_region: {}\n  arrivals: {}\n  keys: {}\n  operation: {}\n"
      "  think_time: {}\n  value_size: {}\n  reads: {}\n  sessions: {}\n",
      w.clients_per_region, arrivals_text(w.arrivals), keys_text(w.keys),
      operation_name(w.operation), w.think_time.to_text(), w.value_size, w.reads_ppm / 1e6,
      sessions_text(w.sessions));
}

std::string options_text(const StrategySpec& strategy) {
  if (strategy.home) return fmt::format("home: {}", *strategy.home);
  if (strategy.kind != StrategyKind::kLockThenWrite) return "";
  if (strategy.lock == LockKind::kPerfect) return "lock: perfect";
  return fmt::format("lock: lease, lease: {}", duration_text(strategy.lease));
}

std::string strategies_text(const std::vector<StrategySpec>& strategies) {
  std::string text = "strategies:\n";
  for (const StrategySpec& strategy : strategies) {
    const std::string_view name = strategy_name(strategy.kind);
    const std::string options = options_text(strategy);
    text += options.empty() ? fmt::format("  - {}\n", name)
                            : fmt::format("  - {{{}: {{{}}}}}\n", name, options);
  }
  return text;
}

std::string times_text(const Scenario& s) {
  return fmt::format(
      "retry: {{base: {}, cap: {}, attempts: {}}}\nrequest_timeout: {}\nwarm_up: {}\nduration: {}\n"
      "quiesce_timeout: {}\nseed: {}\n",
      duration_text(s.retry.base), duration_text(s.retry.cap), s.retry.attempts,
      duration_text(s.request_timeout), duration_text(s.warm_up), duration_text(s.duration),
      duration_text(s.quiesce_timeout), s.seed);
}

std::string expect_text(const std::vector<ExpectationSpec>& expect) {
  if (expect.empty()) return "";
  std::string text = "expect:\n";
  for (const ExpectationSpec& line : expect)
    text += fmt::format("  - {}\n", yaml_quoted(line.text));
  return text;
}

}  // namespace

std::string arrivals_text(const ArrivalSpec& arrivals) {
  switch (arrivals.kind) {
    case ArrivalSpec::Kind::kPoisson:
      return fmt::format("poisson({}/s)", arrivals.per_second);
    case ArrivalSpec::Kind::kConstant:
      return fmt::format("constant({}/s)", arrivals.per_second);
    case ArrivalSpec::Kind::kClosed:
      return fmt::format("closed({})", arrivals.pause.to_text());
  }
  return "";
}

std::string_view sessions_text(SessionKind sessions) {
  return sessions == SessionKind::kRoaming ? "roaming" : "sticky";
}

std::string keys_text(const KeySpec& keys) {
  switch (keys.kind) {
    case KeySpec::Kind::kUniform:
      return fmt::format("uniform({})", keys.count);
    case KeySpec::Kind::kZipfian:
      return fmt::format("zipfian({}, {})", keys.count, keys.theta);
    case KeySpec::Kind::kHot:
      return fmt::format("hot({}, {})", keys.count, keys.share);
  }
  return "";
}

std::string resolved_yaml(const Scenario& scenario) {
  std::string text = fmt::format("name: {}\n", scenario.name);
  if (!scenario.question.empty())
    text += fmt::format("question: {}\n", yaml_quoted(scenario.question));
  text += fmt::format("regions: [{}]\n", fmt::join(scenario.regions, ", "));
  text += table_text(scenario.table) + network_text(scenario.links) + clocks_text(scenario);
  text += fmt::format(
      "stamps: {{rule: {}}}\nstore: {{durability: {}}}\nreplication: {{coalesce: {}}}\n",
      stamp_rule_text(scenario.stamps), durability_name(scenario.durability), scenario.coalesce);
  text += workload_text(scenario.workload) + strategies_text(scenario.strategies) +
          times_text(scenario);
  return text + faults_text(scenario.faults) + expect_text(scenario.expect);
}

}  // namespace lastwrite
