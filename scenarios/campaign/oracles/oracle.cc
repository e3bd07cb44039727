#include "scenarios/campaign/oracles/oracle.h"

#include <cmath>
#include <map>
#include <utility>

#include "scenarios/campaign/judged_run.h"

namespace lastwrite {
namespace {

constexpr double kNormal95 = 1.96;
constexpr double kNormal999 = 3.29;

// What the seeds answered to one question.
struct Answers {
  std::vector<SeedShare> shares;
  std::vector<double> numbers;

  void add(const OracleAnswer& answer) {
    if (answer.share && answer.share->trials > 0) {
      shares.push_back({{answer.share->hits, answer.share->trials}, answer.share->design_effect});
    }
    if (answer.number) numbers.push_back(*answer.number);
  }
  Estimate estimate() const {
    return shares.empty() ? mean_estimate(numbers) : share_estimate(shares);
  }
};

OracleRow row_of(const OracleCase& one, std::string what, double expected, double tolerance,
                 const Estimate& measured) {
  OracleRow row{one.table, one.setting, std::move(what), expected, tolerance, measured, false};
  row.holds = agrees(measured, expected, tolerance);
  return row;
}

// The rows of theory.h, by their text; each brings its own interval.
class ClosedForms {
 public:
  void add(const StrategySummary& summary) {
    for (const TheoryRow& row : summary.theory) {
      const std::string what = fmt::format("{} {}", row.region, row.what);
      if (!rows_.contains(what)) order_.push_back(what);
      rows_[what].push_back(row);
    }
  }

  std::vector<OracleRow> rows(const OracleCase& one) const {
    std::vector<OracleRow> out;
    for (const std::string& what : order_) {
      std::vector<double> measured;
      for (const TheoryRow& row : rows_.at(what)) measured.push_back(row.measured);
      out.push_back(
          row_of(one, what, rows_.at(what).front().predicted, 0, mean_estimate(measured)));
    }
    return out;
  }

 private:
  std::vector<std::string> order_;
  std::map<std::string, std::vector<TheoryRow>> rows_;
};

}  // namespace

bool agrees(const Estimate& measured, double expected, double tolerance) {
  if (!measured.value) return false;
  const double width = measured.low && measured.high ? (*measured.high - *measured.low) / 2 : 0;
  const double allowed = width * kNormal999 / kNormal95 + tolerance;
  return std::abs(*measured.value - expected) <= allowed;
}

Result<std::vector<OracleRow>> measure(const OracleCase& one, const OracleOptions& options) {
  std::vector<Answers> answers(one.questions.size());
  ClosedForms forms;
  for (std::uint32_t seed = 1; seed <= options.seeds; ++seed) {
    std::vector<std::string> sets = one.sets;
    sets.push_back(fmt::format("seed={}", seed));
    const Result<Scenario> scenario = options.load(one.scenario, sets);
    if (!scenario) return propagate(scenario);
    for (const StrategySpec& strategy : scenario->strategies) {
      if (strategy_name(strategy.kind) != one.strategy) continue;
      const auto judged =
          simulate_and_judge(*scenario, strategy, {.interrupted = options.interrupted});
      if (!judged) return propagate(judged);
      for (std::size_t q = 0; q < answers.size(); ++q) {
        answers[q].add(one.questions[q].ask(judged->summary));
      }
      forms.add(judged->summary);
    }
  }
  if (one.closed_forms) return forms.rows(one);
  std::vector<OracleRow> rows;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const OracleQuestion& question = one.questions[q];
    rows.push_back(
        row_of(one, question.what, question.expected, question.tolerance, answers[q].estimate()));
  }
  return rows;
}

}  // namespace lastwrite
