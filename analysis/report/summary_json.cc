#include "analysis/report/summary_json.h"

#include <boost/json.hpp>

#include "analysis/report/staleness_json.h"

namespace lastwrite {
namespace {

// Of what is waiting; null where that was only counted.
boost::json::value age(const Outstanding& o) {
  if (o.records > 0 && o.oldest_age.count() == 0) return nullptr;
  return o.oldest_age.count();
}

namespace json = boost::json;

json::value json_ns(const std::optional<Duration>& duration) {
  if (!duration) return nullptr;
  return duration->count();
}

json::value interval(const Interval& value) {
  if (value.trials == 0) return nullptr;
  return json::object{{"estimate", value.estimate}, {"low", value.low},
                      {"high", value.high},         {"hits", value.hits},
                      {"trials", value.trials},     {"design_effect", value.design_effect}};
}

json::object fates(const std::array<std::uint64_t, kFateCount>& counts) {
  json::object out;
  for (const Fate fate : kAllFates) out[fate_text(fate)] = counts[static_cast<std::size_t>(fate)];
  return out;
}

json::object histogram(const LagRow& row, const LagTable& table) {
  return {{"low_ns", table.low.count()},
          {"high_ns", table.high.count()},
          {"counts", json::array(row.histogram.begin(), row.histogram.end())}};
}

json::array lag(const LagTable& table, const std::vector<RegionName>& regions) {
  json::array out;
  for (const LagRow& row : table.rows) {
    out.push_back(json::object{{"from", regions[row.from].text},
                               {"to", regions[row.to].text},
                               {"count", row.count},
                               {"p50_ns", json_ns(row.p50)},
                               {"p90_ns", json_ns(row.p90)},
                               {"p99_ns", json_ns(row.p99)},
                               {"max_ns", json_ns(row.max)},
                               {"injected_p50_ns", json_ns(row.injected_p50)},
                               {"added_p50_ns", json_ns(row.added_p50)},
                               {"added_p99_ns", json_ns(row.added_p99)},
                               {"histogram", histogram(row, table)},
                               {"outstanding", row.outstanding.records},
                               {"oldest_age_ns", age(row.outstanding)}});
  }
  return out;
}

json::object anomalies(const Anomalies& a) {
  return {{"conflict_pairs", a.conflict_pairs},
          {"resolution_events", a.resolution_events},
          {"fork_points", a.fork_points},
          {"double_cas", a.double_cas},
          {"aba", a.aba},
          {"disjoint_losses", a.disjoint_losses},
          {"resurrected", a.resurrected},
          {"lost_to_deletes", a.lost_to_deletes},
          {"lost_to_expiry", a.lost_to_expiry},
          {"transactions", a.transactions},
          {"torn", a.torn},
          {"items_written", a.items_written},
          {"wrong_winners", a.wrong_winners}};
}

json::array by_region(const StrategySummary& strategy) {
  json::array out;
  for (std::size_t r = 0; r < strategy.numbers.regions.size(); ++r) {
    const RegionTally& region = strategy.numbers.regions[r];
    out.push_back(json::object{{"region", strategy.regions[r].text},
                               {"fates", fates(region.fates)},
                               {"lost_update_rate", interval(region.lost)},
                               {"concurrent_loss_rate", interval(region.concurrent_loss)},
                               {"rival_rate", interval(region.rival)},
                               {"stillborn_rate", interval(region.stillborn)}});
  }
  return out;
}

json::array theory(const std::vector<TheoryRow>& rows) {
  json::array out;
  for (const TheoryRow& row : rows) {
    out.push_back(json::object{{"region", row.region.text},
                               {"what", row.what},
                               {"predicted", row.predicted},
                               {"measured", row.measured},
                               {"low", row.low},
                               {"high", row.high},
                               {"inside", row.inside}});
  }
  return out;
}

json::array strings(const std::vector<std::string>& values) {
  return json::array(values.begin(), values.end());
}

json::object outstanding(const Outstanding& o) {
  return {{"records", o.records}, {"oldest_age_ns", age(o)}};
}

json::array faults(const std::vector<FaultBacklog>& all) {
  json::array out;
  for (const FaultBacklog& fault : all) {
    out.push_back(json::object{{"at_ns", fault.at.count()},
                               {"text", fault.text},
                               {"begins", fault.begins},
                               {"regions", strings(fault.regions)},
                               {"outgoing", outstanding(fault.outgoing)},
                               {"incoming", outstanding(fault.incoming)}});
  }
  return out;
}

json::value sample(const std::optional<SampleSize>& size) {
  if (!size) return nullptr;
  return {{"keys", size->keys}, {"of_keys", size->of_keys}, {"writes", size->writes}};
}

json::object strategy_object(const StrategySummary& s) {
  const Tally& n = s.numbers;
  json::value drift = nullptr;
  if (n.counter_drift) drift = *n.counter_drift;
  return {{"name", s.name},
          {"executor", s.executor.empty() ? json::value(nullptr) : json::value(s.executor)},
          {"sample", sample(s.sample)},
          {"attempted", n.attempted},
          {"requests", n.requests},
          {"acknowledged", n.acknowledged},
          {"condition_failures", n.condition_failures},
          {"gave_up", n.gave_up},
          {"unknown", n.unknown},
          {"recovered", n.recovered},
          {"lost", n.lost_total()},
          {"fates", fates(n.fates)},
          {"lost_update_rate", interval(n.lost)},
          {"concurrent_loss_rate", interval(n.concurrent_loss)},
          {"rival_rate", interval(n.rival)},
          {"discarded_rate", interval(s.discarded)},
          {"counter_drift", drift},
          {"write_p50_ns", json_ns(s.write_p50)},
          {"write_p99_ns", json_ns(s.write_p99)},
          {"anomalies", anomalies(n.anomalies)},
          {"regions", by_region(s)},
          {"replication_latency", lag(s.lag, s.regions)},
          {"faults", faults(s.faults)},
          {"quiesced", s.quiesced},
          {"converged", s.converged},
          {"convergence_ns", json_ns(s.convergence)},
          {"missing_regions", strings(s.missing_regions)},
          {"theory", theory(s.theory)},
          {"staleness", staleness_json(s.staleness, s.regions)},
          {"torn_files", s.torn_files},
          {"findings", strings(s.findings)}};
}

}  // namespace

std::string summary_json(const Summary& summary) {
  json::object root{{"format", 1},
                    {"scenario", summary.manifest.scenario},
                    {"runtime", summary.manifest.runtime},
                    {"seed", summary.manifest.seed},
                    {"verdict", verdict_text(summary.verdict)},
                    {"reason", summary.verdict_reason}};
  json::array strategies;
  for (const StrategySummary& strategy : summary.strategies) {
    strategies.push_back(strategy_object(strategy));
  }
  root["strategies"] = std::move(strategies);
  json::object trajectories;
  for (const auto& [name, hash] : summary.manifest.trajectories) trajectories[name] = hash;
  root["trajectories"] = std::move(trajectories);
  root["replication_latency"] = lag(summary.lag, summary.manifest.regions);
  json::array expectations;
  for (const ExpectationResult& e : summary.expectations) {
    expectations.push_back(json::object{{"line", e.line},
                                        {"text", e.text},
                                        {"outcome", verdict_text(e.outcome)},
                                        {"measured", e.measured}});
  }
  root["expectations"] = std::move(expectations);
  root["story"] = summary.story;
  return json::serialize(root) + "\n";
}

}  // namespace lastwrite
