#include "scenarios/campaign/sweep/sweep_json.h"

#include <boost/json.hpp>

#include "scenarios/campaign/sweep/sweep_files.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

json::value number(std::optional<double> value) {
  return value ? json::value(*value) : json::value(nullptr);
}

json::object settings_of(const SweepHeader& header, const std::vector<std::string>& settings) {
  json::object out;
  for (std::size_t a = 0; a < settings.size(); ++a) {
    if (!settings[a].empty()) out[header.axes[a].path] = settings[a];
  }
  return out;
}

json::object object_of(const SweepHeader& header, const SweepRow& row) {
  json::object metrics;
  for (std::size_t m = 0; m < row.metrics.size(); ++m) {
    const Estimate& metric = row.metrics[m];
    metrics[header.metrics[m]] = json::object{{"value", number(metric.value)},
                                              {"low", number(metric.low)},
                                              {"high", number(metric.high)},
                                              {"seeds", metric.seeds}};
  }
  return {{"cell", row.cell},
          {"settings", settings_of(header, row.settings)},
          {"strategy", row.strategy},
          {"rate_per_key_per_s", number(row.rate_per_key)},
          {"metrics", std::move(metrics)}};
}

json::object object_of(const SweepHeader& header, const SafeRates& safe) {
  json::array rows;
  for (const SafeRate& rate : safe.rows) {
    const bool known = rate.kind != SafeRateKind::kUnknown;
    rows.push_back(json::object{{"settings", settings_of(header, rate.settings)},
                                {"strategy", rate.strategy},
                                {"kind", safe_rate_kind_name(rate.kind)},
                                {"rate", number(known ? std::optional(rate.rate) : std::nullopt)},
                                {"low", number(rate.low)},
                                {"high", number(rate.high)},
                                {"theory", number(rate.theory)}});
  }
  return {{"target", safe.target}, {"axis", safe.axis}, {"rows", std::move(rows)}};
}

}  // namespace

std::string sweep_json(const SweepResult& result) {
  json::array rows;
  for (const SweepRow& row : result.rows) rows.push_back(object_of(result.header, row));
  json::object out{{"format", 1},
                   {"id", result.header.id},
                   {"scenario", result.header.scenario},
                   {"seeds", result.header.seeds},
                   {"cells", result.header.cells()},
                   {"rows", std::move(rows)}};
  if (result.safe) out["safe_rates"] = object_of(result.header, *result.safe);
  return json::serialize(out) + "\n";
}

}  // namespace lastwrite
