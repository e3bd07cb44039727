#include "analysis/report/expectation.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

StrategySummary strategy() {
  StrategySummary out;
  out.name = "blind-put";
  out.quiesced = out.converged = true;
  out.numbers.acknowledged = 100;
  out.numbers.fates[static_cast<std::size_t>(Fate::kLostConcurrent)] = 5;
  out.numbers.lost = share_interval({{5, 100}});
  out.convergence = 120ms;
  return out;
}

Verdict verdict_of(const std::string& text, const std::vector<StrategySummary>& strategies) {
  Result<Expectation> parsed = parse_expectation(text);
  EXPECT_TRUE(parsed) << parsed.error().message;
  return evaluate(*parsed, strategies).outcome;
}

TEST(Expectation, ComparesSharesAsPercentOrNumber) {
  EXPECT_EQ(verdict_of("blind-put.lost_update_rate == 5%", {strategy()}), Verdict::kOk);
  EXPECT_EQ(verdict_of("blind-put.lost_update_rate==0.05", {strategy()}), Verdict::kOk);
  EXPECT_EQ(verdict_of("blind-put.lost_update_rate < 5 %", {strategy()}), Verdict::kViolated);
  EXPECT_EQ(verdict_of("blind-put.lost_concurrent >= 5", {strategy()}), Verdict::kOk);
  EXPECT_EQ(verdict_of("blind-put.lost != 5", {strategy()}), Verdict::kViolated);
}

TEST(Expectation, ComparesTimesInTheirUnit) {
  EXPECT_EQ(verdict_of("blind-put.convergence_time <= 120ms", {strategy()}), Verdict::kOk);
  EXPECT_EQ(verdict_of("blind-put.convergence_time > 0.2s", {strategy()}), Verdict::kViolated);
  EXPECT_EQ(verdict_of("blind-put.convergence_time > 0", {strategy()}), Verdict::kOk);
}

TEST(Expectation, ConvergedSpeaksOfAllOrOfOne) {
  StrategySummary split = strategy();
  split.name = "split";
  split.converged = false;
  EXPECT_EQ(verdict_of("converged", {strategy(), split}), Verdict::kViolated);
  EXPECT_EQ(verdict_of("blind-put.converged", {strategy(), split}), Verdict::kOk);
  split.quiesced = false;
  EXPECT_EQ(verdict_of("split.converged", {split}), Verdict::kUnknown);
}

TEST(Expectation, IsUnknownWithoutANumber) {
  EXPECT_EQ(verdict_of("home-region.lost == 0", {strategy()}), Verdict::kUnknown);
  EXPECT_EQ(verdict_of("blind-put.write_p99 < 1s", {strategy()}), Verdict::kUnknown);
  StrategySummary open = strategy();
  open.converged = false;
  EXPECT_EQ(verdict_of("blind-put.lost_update_rate == 0", {open}), Verdict::kUnknown);
}

std::string error_of(const std::string& text) {
  Result<Expectation> parsed = parse_expectation(text);
  EXPECT_FALSE(parsed) << text;
  return parsed ? "" : parsed.error().message;
}

TEST(Expectation, BadOnesAreRefusedWithAHint) {
  EXPECT_THAT(error_of("blind-put.lost_updaterate > 5%"),
              HasSubstr("did you mean \"lost_update_rate\"?"));
  EXPECT_THAT(error_of("blind-put.lost_update_rate"),
              HasSubstr("an operator and a number must follow"));
  EXPECT_THAT(error_of("blind-put.lost_update_rate =< 5"), HasSubstr("no operator \"=<\""));
  EXPECT_THAT(error_of("blind-put.lost_update_rate < many"), HasSubstr("\"many\" is no number"));
  EXPECT_THAT(error_of("blind-put.lost_update_rate < 5ms"), HasSubstr("percentage"));
  EXPECT_THAT(error_of("blind-put.write_p99 < 5"), HasSubstr("a time in ms or s"));
  EXPECT_THAT(error_of("blind-put.lost < 5%"), HasSubstr("a plain number"));
  EXPECT_THAT(error_of("lost < 5"), HasSubstr("<strategy>.<metric>"));
  EXPECT_THAT(error_of(""), HasSubstr("<strategy>.<metric>"));
  EXPECT_THAT(error_of("converged == 1"), HasSubstr("stands alone"));
}

}  // namespace
}  // namespace lastwrite
