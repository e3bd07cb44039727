#include <boost/json.hpp>

#include "analysis/lag_report/lag_text.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

json::value ms_json(const std::optional<Duration>& duration) {
  if (!duration) return nullptr;
  return to_ms(*duration);
}

json::value quantile_json(const std::optional<Quantile>& quantile) {
  if (!quantile) return nullptr;
  return json::object{{"value", ms_json(quantile->value)},
                      {"low", ms_json(quantile->low)},
                      {"high", ms_json(quantile->high)}};
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts) out.push_back(json::string(text));
  return out;
}

json::object pair_json(const PairReport& pair) {
  json::object out{{"source", pair.source},
                   {"destination", pair.destination},
                   {"records", pair.records},
                   {"p50_ms", quantile_json(pair.p50)},
                   {"p90_ms", quantile_json(pair.p90)},
                   {"p99_ms", quantile_json(pair.p99)},
                   {"p999_ms", quantile_json(pair.p999)},
                   {"max_ms", quantile_json(pair.max)},
                   {"intervals", pair.exact ? "confidence_95" : "bucket"},
                   {"waiting", nullptr},
                   {"oldest_waiting_ms", nullptr},
                   {"late", pair.late},
                   {"in_time", nullptr},
                   {"nines", nullptr}};
  if (pair.waiting) {
    out["waiting"] = pair.waiting->records;
    out["oldest_waiting_ms"] = to_ms(pair.waiting->oldest_age);
  }
  if (pair.in_time.trials > 0) {
    out["in_time"] = {{"estimate", pair.in_time.estimate},
                      {"low", pair.in_time.low},
                      {"high", pair.in_time.high},
                      {"hits", pair.in_time.hits},
                      {"trials", pair.in_time.trials}};
  }
  if (pair.nines) out["nines"] = *pair.nines;
  const CloudWatchView& view = pair.cloudwatch;
  out["cloudwatch"] = {{"average_ms", ms_json(view.average)},
                       {"worst_period_average_ms", ms_json(view.worst_average)},
                       {"periods", view.periods},
                       {"periods_above", view.periods_above}};
  return out;
}

}  // namespace

std::string lag_json(const LagReport& report) {
  json::object out{{"format", 1},
                   {"from", texts_json(report.origins)},
                   {"threshold_ms", to_ms(report.threshold)},
                   {"alarm", report.alarm},
                   {"late", report.late}};
  json::array& pairs = out["pairs"].emplace_array();
  for (const PairReport& pair : report.pairs) pairs.push_back(pair_json(pair));
  out["remarks"] = texts_json(report.remarks);
  return json::serialize(out) + "\n";
}

}  // namespace lastwrite
