#include "scenarios/engine/manifest.h"

#include <boost/json.hpp>

#include "scenarios/engine/resolved_yaml.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

std::string_view type_name(KeyType type) {
  if (type == KeyType::kString) return "S";
  return type == KeyType::kNumber ? "N" : "B";
}

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

json::array names(const std::vector<RegionName>& regions) {
  json::array out;
  for (const RegionName& region : regions) out.emplace_back(region.text);
  return out;
}

json::object key_schema(const KeySchema& schema) {
  json::object out{{schema.partition.name, view(type_name(schema.partition.type))}};
  if (schema.sort) out[schema.sort->name] = view(type_name(schema.sort->type));
  return out;
}

json::object workload(const WorkloadSpec& spec) {
  const bool scheduled = !spec.schedule.empty();
  const bool open = !scheduled && spec.arrivals.kind != ArrivalSpec::Kind::kClosed;
  json::object out;
  out["operation"] = view(operation_name(spec.operation));
  if (spec.attributes != 0) out["attributes"] = spec.attributes;
  out["arrivals"] = scheduled ? "schedule" : arrivals_text(spec.arrivals);
  out["arrival_rate_per_region_per_s"] = nullptr;
  if (open) {
    // Of writes: a share of a Poisson process is one, and so is the sum of what clients of all
    // regions send to each region.
    const double writes = 1 - spec.reads_ppm / 1e6;
    out["arrival_rate_per_region_per_s"] =
        spec.arrivals.per_second * spec.clients_per_region * writes;
  }
  out["reads"] = spec.reads_ppm / 1e6;
  out["deletes"] = spec.deletes_ppm / 1e6;
  out["transactions"] = spec.transactions_ppm / 1e6;
  if (expires(spec)) out["time_to_live_ns"] = spec.time_to_live.count();
  out["sessions"] = view(sessions_text(spec.sessions));
  out["clients_per_region"] = spec.clients_per_region;
  out["keys"] = scheduled ? "schedule" : keys_text(spec.keys);
  out["key_count"] = spec.keys.count;
  out["uniform_keys"] = !scheduled && spec.keys.kind == KeySpec::Kind::kUniform;
  out["think_time"] = spec.think_time.to_text();
  return out;
}

bool is_constant(const LinkSpec& link) {
  return link.latency.is_constant() && link.pipeline.is_constant() && link.jitter.count() == 0 &&
         link.loss_ppm == 0 && link.duplicate_ppm == 0 && link.reorder_ppm == 0 &&
         link.bytes_per_second == 0;
}

json::array links(const LinkMap& links) {
  json::array out;
  for (const auto& [ends, link] : links) {
    json::object entry;
    entry["from"] = ends.first.text;
    entry["to"] = ends.second.text;
    entry["latency"] = link.latency.to_text();
    entry["pipeline"] = link.pipeline.to_text();
    if (is_constant(link)) {
      entry["constant_ns"] = (link.latency.minimum() + link.pipeline.minimum()).count();
    }
    out.push_back(std::move(entry));
  }
  return out;
}

json::array faults(const std::vector<FaultSpec>& faults) {
  json::array out;
  for (const FaultSpec& fault : faults) {
    json::object entry{{"at_ns", fault.at.count()}, {"for_ns", nullptr}, {"text", describe(fault)}};
    if (fault.lasts) entry["for_ns"] = fault.lasts->count();
    out.push_back(std::move(entry));
  }
  return out;
}

json::array expectations(const std::vector<ExpectationSpec>& expect) {
  json::array out;
  for (const ExpectationSpec& line : expect) {
    out.push_back(json::object{{"line", line.line}, {"text", line.text}});
  }
  return out;
}

json::object clock_offsets(const Scenario& scenario) {
  json::object out;
  for (const auto& [region, skew] : scenario.clocks) out[region.text] = skew.offset.count();
  return out;
}

}  // namespace

std::string manifest_json(const Scenario& scenario, const RunFacts& facts) {
  json::object root;
  root["format"] = 1;
  root["scenario"] = scenario.name;
  root["question"] = scenario.question;
  root["runtime"] = facts.runtime;
  root["seed"] = scenario.seed;
  if (facts.detail != "full") root["detail"] = facts.detail;
  root["command"] = facts.command;
  root["lastwrite_version"] = LASTWRITE_VERSION;
  root["started_utc"] = utc_text(facts.started);
  root["regions"] = names(scenario.regions);
  root["table"] = scenario.table.name.text;
  root["key_schema"] = key_schema(scenario.table.key);
  json::array strategies;
  for (const StrategySpec& s : scenario.strategies)
    strategies.push_back(view(strategy_name(s.kind)));
  root["strategies"] = std::move(strategies);
  root["warm_up_ns"] = scenario.warm_up.count();
  root["measure_ns"] = scenario.duration.count();
  root["stamp_rule"] = view(stamp_rule_text(scenario.stamps));
  root["granularity"] = view(granularity_text(scenario.granularity));
  root["workload"] = workload(scenario.workload);
  root["links"] = links(scenario.links);
  root["clock_offsets_ns"] = clock_offsets(scenario);
  root["faults"] = faults(scenario.faults);
  root["expect"] = expectations(scenario.expect);
  if (!facts.trajectories.empty()) {
    json::object hashes;
    for (const auto& [strategy, hash] : facts.trajectories) hashes[strategy] = hash;
    root["trajectories"] = std::move(hashes);
  }
  if (!facts.trace_bytes.empty()) {
    json::object sizes;
    for (const auto& [file, bytes] : facts.trace_bytes) sizes[file] = bytes;
    root["trace_bytes"] = std::move(sizes);
  }
  if (!facts.incomplete.empty()) root["incomplete"] = facts.incomplete;
  return json::serialize(root) + "\n";
}

}  // namespace lastwrite
