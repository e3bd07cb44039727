// The tables themselves. Sources of the expected values: closed forms, derived in
// analysis/ledger/theory.h and below; and two tables that were simulated elsewhere, whose figures
// carry an uncertainty of their own.
#include <cmath>

#include "scenarios/campaign/oracles/oracle.h"

namespace lastwrite {
namespace {

constexpr double kSimulatedElsewhere = 0.006;  // what such a table may be off by

OracleAnswer lost(const StrategySummary& s) {
  return {.share = s.numbers.lost};
}
OracleAnswer discarded(const StrategySummary& s) {
  return {.share = s.discarded};
}
OracleAnswer agreed(const StrategySummary& s) {
  return {.number = 1 - s.staleness.divergence.item_share};
}

OracleCase blind_puts(const std::string& setting, std::vector<std::string> sets) {
  return {.table = "Blind puts: 2 puts a second for each key and region, lag 80 and 50 ms",
          .setting = setting,
          .scenario = "concurrent-puts",
          .sets = std::move(sets),
          .strategy = "blind-put",
          .questions = {},
          .closed_forms = true};
}

// Half of the last digit that the table prints: 0.10 %, 8.68 %, 16.1 %.
double half_digit(double percent) {
  return percent < 10 ? 0.00005 : 0.0005;
}

// ρ = λL for each key and region, with L = 100 ms; about 4,000 increments in each region.
OracleCase counter(double rho, int regions, double lost_percent) {
  const int keys = rho < 3 ? 200 : 20;
  const double per_region = rho * 10 * keys;
  const double seconds = 4000 / per_region;
  OracleCase one{.table = "One counter: atomic increments, lag 100 ms, λ·lag = ρ for each region",
                 .setting = fmt::format("ρ = {:g}, N = {}", rho, regions),
                 .scenario = "hot-counter",
                 .sets = {fmt::format("workload.arrivals=poisson({:g}/s)", per_region / 4),
                          fmt::format("workload.keys=uniform({})", keys),
                          fmt::format("duration={:.0f}ms", seconds * 1000), "expect=[converged]"},
                 .strategy = "atomic-add",
                 .questions = {}};
  if (regions == 2) one.sets.emplace_back("regions=[us-east-1, eu-west-1]");
  one.questions.push_back({"lost", lost_percent / 100, half_digit(lost_percent), lost});
  if (regions == 2) {
    one.questions.push_back({"discarded on arrival", 1 - std::exp(-rho), 0, discarded});
  } else {
    // Before its first write every key agrees: a few milliseconds of some seconds.
    one.questions.push_back({"all three agree", std::exp(-3 * rho), 0.0005, agreed});
  }
  return one;
}

OracleCase strategy(const std::string& column, std::vector<std::string> sets,
                    const std::string& name, double lost_percent) {
  const bool hlc = name == "hlc";
  OracleCase one{.table = "Strategies: 3 regions, 40/75/110 ms, think time 20 ms, 1/s for each key",
                 .setting = column,
                 .scenario = "strategies-compared",
                 .sets = std::move(sets),
                 .strategy = hlc ? "version-check" : name,
                 .questions = {}};
  one.sets.emplace_back("duration=20s");
  one.sets.emplace_back("expect=[converged]");
  one.sets.push_back(fmt::format("strategies=[{}]", name == "home-region"
                                                        ? "{home-region: {home: us-east-1}}"
                                                        : one.strategy));
  if (hlc) one.sets.emplace_back("stamps.rule=hlc");
  const double tolerance = lost_percent == 0 ? 0 : kSimulatedElsewhere;
  one.questions.push_back({hlc ? "version-check under HLC: lost" : name + ": lost",
                           lost_percent / 100, tolerance, lost});
  return one;
}

void add_strategies(const std::string& column, const std::vector<std::string>& sets,
                    const std::vector<std::pair<std::string, double>>& expected,
                    std::vector<OracleCase>& out) {
  for (const auto& [name, percent] : expected) {
    out.push_back(strategy(column, sets, name, percent));
  }
}

}  // namespace

std::vector<OracleCase> oracle_cases() {
  std::vector<OracleCase> out;
  out.push_back(blind_puts("perfect clocks", {}));
  out.push_back(blind_puts("eu-west-1 +30 ms", {"clocks={eu-west-1: {offset: 30ms}}"}));
  out.push_back(blind_puts("eu-west-1 +200 ms", {"clocks={eu-west-1: {offset: 200ms}}"}));

  struct Row {
    double rho, two, three;
  };
  for (const Row& row :
       {Row{.001, .10, .19}, Row{.01, 1.00, 1.98}, Row{.1, 8.68, 16.1}, Row{.3, 20.4, 34.3},
        Row{1, 38.5, 55.6}, Row{3, 48.6, 65.5}, Row{10, 50.0, 66.4}}) {
    out.push_back(counter(row.rho, 2, row.two));
    out.push_back(counter(row.rho, 3, row.three));
  }

  add_strategies("lag only", {},
                 {{"read-modify-write", 17.3},
                  {"atomic-add", 12.9},
                  {"version-check", 12.3},
                  {"hlc", 12.3},
                  {"home-region", 0}},
                 out);
  add_strategies("one clock +1.5 s", {"clocks={us-east-1: {offset: 1500ms}}"},
                 {{"read-modify-write", 55.0},
                  {"atomic-add", 53.7},
                  {"version-check", 53.4},
                  {"hlc", 13.1},
                  {"home-region", 0}},
                 out);
  add_strategies("pipeline 0.6 s", {"network.pipeline=600ms"},
                 {{"read-modify-write", 51.4},
                  {"atomic-add", 49.6},
                  {"version-check", 50.1},
                  {"hlc", 50.1},
                  {"home-region", 0}},
                 out);
  return out;
}

}  // namespace lastwrite
