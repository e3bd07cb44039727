#include "scenarios/engine/resolved_yaml.h"

#include <fmt/ranges.h>

#include "scenarios/engine/resolved_faults.h"
#include "scenarios/engine/resolved_lesson.h"
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

// Who begins which tasks when, where no schedule says it.
std::string drawn_tasks_text(const WorkloadSpec& w) {
  return fmt::format(
      "  clients_per_region: {}\n  arrivals: {}\n  keys: {}\n  reads: {}\n  deletes: {}\n"
      "  transactions: {}\n  sessions: {}\n",
      w.clients_per_region, arrivals_text(w.arrivals), keys_text(w.keys), w.reads_ppm / 1e6,
      w.deletes_ppm / 1e6, w.transactions_ppm / 1e6, sessions_text(w.sessions));
}

std::string workload_text(const WorkloadSpec& w) {
  const std::string tasks = w.schedule.empty() ? drawn_tasks_text(w) : schedule_text(w.schedule);
  return fmt::format(
      "workload:\n  operation: {}\n  attributes: {}\n  think_time: {}\n  value_size: {}\n"
      "  time_to_live: {}\n{}",
      operation_name(w.operation), w.attributes, w.think_time.to_text(), w.value_size,
      duration_text(w.time_to_live), tasks);
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

std::string retry_text(const RetrySpec& retry) {
  return fmt::format("retry: {{base: {}, cap: {}, attempts: {}}}\n", duration_text(retry.base),
                     duration_text(retry.cap), retry.attempts);
}

std::string times_text(const Scenario& s) {
  return retry_text(s.retry) +
         fmt::format(
             "request_timeout: {}\nwarm_up: {}\nduration: {}\nquiesce_timeout: {}\nseed: {}\n",
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

// The settings that a plain link does not have.
std::string brief_settings(const LinkSpec& link) {
  const LinkSpec plain;
  LinkChange told = all_settings(link);
  if (link.latency == plain.latency) told.latency.reset();
  if (link.pipeline == plain.pipeline) told.pipeline.reset();
  if (link.jitter == plain.jitter) told.jitter.reset();
  if (link.loss_ppm == plain.loss_ppm) told.loss_ppm.reset();
  if (link.retransmit == plain.retransmit) told.retransmit.reset();
  if (link.duplicate_ppm == plain.duplicate_ppm) told.duplicate_ppm.reset();
  if (link.reorder_ppm == plain.reorder_ppm) told.reorder_ppm.reset();
  if (link.bytes_per_second == plain.bytes_per_second) told.bytes_per_second.reset();
  return fmt::format("{}", fmt::join(link_settings(told), ", "));
}

std::string brief_network(const LinkMap& links) {
  std::string lines;
  bool alike = true;
  for (const auto& [ends, link] : links) {
    alike = alike && link == links.begin()->second;
    const std::string settings = brief_settings(link);
    if (settings.empty()) continue;
    lines += fmt::format("    - {{from: {}, to: {}, {}}}\n", ends.first, ends.second, settings);
  }
  if (lines.empty()) return "";
  if (alike) return fmt::format("network: {{{}}}\n", brief_settings(links.begin()->second));
  return "network:\n  links:\n" + lines;
}

std::string brief_clocks(const Scenario& scenario) {
  std::string lines;
  for (const auto& [region, skew] : scenario.clocks) {
    if (skew == ClockSkew{}) continue;
    std::vector<std::string> said;
    if (skew.offset.count() != 0) said.push_back("offset: " + duration_text(skew.offset));
    if (skew.drift_ppm != 0) said.push_back(fmt::format("drift: {}ppm", skew.drift_ppm));
    if (skew.periodic != ClockWave{}) said.push_back(wave_text(skew.periodic));
    if (skew.noise_sd.count() != 0) said.push_back(noise_text(skew.noise_sd));
    lines += fmt::format("  {}: {{{}}}\n", region, fmt::join(said, ", "));
  }
  return lines.empty() ? "" : "clocks:\n" + lines;
}

std::string brief_store(const Scenario& s) {
  std::vector<std::string> said;
  if (s.durability != DurabilityLevel::kProcess)
    said.push_back(fmt::format("durability: {}", durability_name(s.durability)));
  if (expires(s.workload) && s.ttl_sweep != kTtlSweepUsual)
    said.push_back("ttl_sweep: " + duration_text(s.ttl_sweep));
  return said.empty() ? "" : fmt::format("store: {{{}}}\n", fmt::join(said, ", "));
}

std::string brief_rules(const Scenario& s) {
  std::string text;
  if (s.stamps != StampRule::kWall) {
    text += fmt::format("stamps: {{rule: {}}}\n", stamp_rule_text(s.stamps));
  }
  if (s.granularity != Granularity::kItem) {
    text += fmt::format("conflicts: {{granularity: {}}}\n", granularity_text(s.granularity));
  }
  text += brief_store(s);
  return s.coalesce ? text + "replication: {coalesce: true}\n" : text;
}

std::string brief_workload(const WorkloadSpec& w) {
  std::string text = fmt::format("workload:\n  operation: {}\n", operation_name(w.operation));
  if (w.attributes != 0) text += fmt::format("  attributes: {}\n", w.attributes);
  if (w.think_time != Distribution()) {
    text += fmt::format("  think_time: {}\n", w.think_time.to_text());
  }
  if (w.value_size != 0) text += fmt::format("  value_size: {}\n", w.value_size);
  if (expires(w)) text += fmt::format("  time_to_live: {}\n", duration_text(w.time_to_live));
  return text + (w.schedule.empty() ? drawn_tasks_text(w) : schedule_text(w.schedule));
}

std::string brief_retry(const RetrySpec& retry) {
  const RetrySpec fresh;
  std::vector<std::string> said;
  if (retry.base != fresh.base) said.push_back("base: " + duration_text(retry.base));
  if (retry.cap != fresh.cap) said.push_back("cap: " + duration_text(retry.cap));
  if (retry.attempts != fresh.attempts) said.push_back(fmt::format("attempts: {}", retry.attempts));
  return said.empty() ? "" : fmt::format("retry: {{{}}}\n", fmt::join(said, ", "));
}

std::string brief_times(const Scenario& s) {
  const Scenario fresh;
  std::string text;
  text += brief_retry(s.retry);
  if (s.request_timeout != fresh.request_timeout) {
    text += fmt::format("request_timeout: {}\n", duration_text(s.request_timeout));
  }
  if (s.warm_up != fresh.warm_up) text += fmt::format("warm_up: {}\n", duration_text(s.warm_up));
  text += fmt::format("duration: {}\n", duration_text(s.duration));
  if (s.quiesce_timeout != fresh.quiesce_timeout) {
    text += fmt::format("quiesce_timeout: {}\n", duration_text(s.quiesce_timeout));
  }
  return text + fmt::format("seed: {}\n", s.seed);
}

std::string head_text(const Scenario& scenario) {
  std::string text = fmt::format("name: {}\n", scenario.name);
  if (!scenario.question.empty())
    text += fmt::format("question: {}\n", yaml_quoted(scenario.question));
  text += fmt::format("regions: [{}]\n", fmt::join(scenario.regions, ", "));
  return text + table_text(scenario.table);
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

std::string schedule_text(const std::vector<ScheduledTask>& schedule) {
  std::string text = "  schedule:\n";
  for (const ScheduledTask& task : schedule) {
    text += fmt::format("    - {{at: {}, region: {}, key: {}", duration_text(task.at), task.region,
                        task.key);
    if (task.client != 0) text += fmt::format(", client: {}", task.client);
    if (task.think) text += fmt::format(", think: {}", duration_text(*task.think));
    if (task.to) text += fmt::format(", to: {}", *task.to);
    if (task.attribute != 0) text += fmt::format(", attribute: {}", task.attribute);
    if (task.also) text += fmt::format(", also: {}", *task.also);
    if (task.removes) text += ", delete: true";
    text += task.read ? ", read: true}\n" : "}\n";
  }
  return text;
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
  std::string text = head_text(scenario) + network_text(scenario.links) + clocks_text(scenario);
  text += fmt::format(
      "stamps: {{rule: {}}}\nconflicts: {{granularity: {}}}\n"
      "store: {{durability: {}, ttl_sweep: {}}}\nreplication: {{coalesce: {}}}\n",
      stamp_rule_text(scenario.stamps), granularity_text(scenario.granularity),
      durability_name(scenario.durability), duration_text(scenario.ttl_sweep), scenario.coalesce);
  text += workload_text(scenario.workload) + strategies_text(scenario.strategies) +
          times_text(scenario);
  return text + faults_text(scenario.faults) + expect_text(scenario.expect) +
         lesson_text(scenario.lesson);
}

std::string brief_yaml(const Scenario& scenario) {
  return head_text(scenario) + brief_network(scenario.links) + brief_clocks(scenario) +
         brief_rules(scenario) + brief_workload(scenario.workload) +
         strategies_text(scenario.strategies) + brief_times(scenario) +
         faults_text(scenario.faults) + expect_text(scenario.expect) + lesson_text(scenario.lesson);
}

}  // namespace lastwrite
