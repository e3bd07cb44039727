#include <cmath>

#include <boost/json.hpp>

#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"
#include "scenarios/campaign/parity.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

constexpr std::size_t kColumns = 100;

std::string agreement(const LossParity& row) {
  if (row.outcome == Verdict::kUnknown) return "unknown: " + row.why;
  return row.outcome == Verdict::kOk ? "yes" : "no";
}

std::string loss_table(const std::vector<LossParity>& losses) {
  TextTable table({{"strategy", Align::kLeft},
                   {"LostUpdateRate\nlive"},
                   {"LostUpdateRate\nsimulated"},
                   {"design\neffect"},
                   {"|z|"},
                   {"critical\n5 %"},
                   {"agree", Align::kLeft}});
  for (const LossParity& row : losses) {
    table.add({row.strategy, interval_text(row.live), interval_text(row.simulated),
               fmt::format("{:.2f}", row.live.design_effect),
               fmt::format("{:.2f}", std::abs(row.z)), fmt::format("{:.2f}", row.critical),
               agreement(row)});
  }
  return table.text(kColumns);
}

std::string lag_table(const std::vector<LagParity>& lags) {
  TextTable table({{"from", Align::kLeft},
                   {"to", Align::kLeft},
                   {"live\nn"},
                   {"\np50 ms"},
                   {"simulated\nn"},
                   {"\np50 ms"},
                   {"live −\nsimulated"},
                   {"K–S\ndistance"},
                   {"critical\n5 %"}});
  for (const LagParity& row : lags) {
    table.add({row.from.text, row.to.text, fmt::format("{}", row.live_count),
               ms_text(row.live_median), fmt::format("{}", row.sim_count), ms_text(row.sim_median),
               fmt::format("{:+.2f}", to_ms(row.live_median - row.sim_median)),
               fmt::format("{:.3f}", row.distance), fmt::format("{:.3f}", row.critical)});
  }
  return table.text(kColumns);
}

json::object to_json(const Interval& interval) {
  return {{"estimate", interval.estimate}, {"low", interval.low},
          {"high", interval.high},         {"hits", interval.hits},
          {"trials", interval.trials},     {"design_effect", interval.design_effect}};
}

}  // namespace

std::string parity_text(const ParityReport& report) {
  std::string text = "Losses: two-proportion test, at 5 % over all strategies\n" +
                     loss_table(report.losses) + "\n";
  if (!report.lags.empty()) {
    text += "Delivery lag, over all strategies: told, not judged\n" + lag_table(report.lags) + "\n";
  }
  const char* verdict = report.verdict == Verdict::kOk         ? "they agree"
                        : report.verdict == Verdict::kViolated ? "they do not agree"
                                                               : "unknown";
  return text + fmt::format("Live and simulated: {}\n", verdict);
}

std::string parity_json(const ParityReport& report) {
  json::object root;
  root["verdict"] = verdict_text(report.verdict);
  json::array losses;
  for (const LossParity& row : report.losses) {
    losses.push_back(json::object{{"strategy", row.strategy},
                                  {"live", to_json(row.live)},
                                  {"simulated", to_json(row.simulated)},
                                  {"z", row.z},
                                  {"z_critical", row.critical},
                                  {"outcome", verdict_text(row.outcome)},
                                  {"why", row.why}});
  }
  json::array lags;
  for (const LagParity& row : report.lags) {
    lags.push_back(json::object{{"from", row.from.text},
                                {"to", row.to.text},
                                {"live_count", row.live_count},
                                {"simulated_count", row.sim_count},
                                {"live_p50_ns", row.live_median.count()},
                                {"simulated_p50_ns", row.sim_median.count()},
                                {"ks_distance", row.distance},
                                {"ks_critical", row.critical}});
  }
  root["losses"] = std::move(losses);
  root["lags"] = std::move(lags);
  return json::serialize(root) + "\n";
}

}  // namespace lastwrite
