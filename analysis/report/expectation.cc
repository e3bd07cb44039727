#include "analysis/report/expectation.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/report/metric.h"

namespace lastwrite {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// Splits "blind-put.lost_update_rate" at its last dot.
Result<void> read_subject(std::string_view subject, std::string_view whole, Expectation& out) {
  const std::size_t dot = subject.rfind('.');
  if (subject != "converged" && (dot == std::string_view::npos || dot == 0)) {
    return fail(
        ErrorCode::kUsage,
        "\"{}\" is no expectation: write <strategy>.<metric> <operator> <number>, or converged",
        whole);
  }
  if (subject != "converged") out.strategy = subject.substr(0, dot);
  out.metric = subject == "converged" ? subject : subject.substr(dot + 1);
  if (find_metric(out.metric) != nullptr) return {};
  const std::string nearest = nearest_metric(out.metric);
  return fail(ErrorCode::kUsage, "\"{}\": there is no metric \"{}\"{}", whole, out.metric,
              nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest));
}

Result<double> scale_of(std::string_view unit, MetricUnit wanted, double number) {
  if (wanted == MetricUnit::kShare && unit.empty()) return 1.0;
  if (wanted == MetricUnit::kShare && unit == "%") return 0.01;
  if (wanted == MetricUnit::kCount && unit.empty()) return 1.0;
  if (wanted == MetricUnit::kSeconds && unit == "s") return 1.0;
  if (wanted == MetricUnit::kSeconds && unit == "ms") return 0.001;
  if (wanted == MetricUnit::kSeconds && unit.empty() && number == 0) return 1.0;
  const char* takes = wanted == MetricUnit::kShare     ? "a number or a percentage"
                      : wanted == MetricUnit::kSeconds ? "a time in ms or s"
                                                       : "a plain number";
  return fail(ErrorCode::kUsage, "this metric takes {}, not the unit \"{}\"", takes, unit);
}

Result<void> read_value(std::string_view text, std::string_view whole, Expectation& out) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number)) {
    return fail(ErrorCode::kUsage, "\"{}\": \"{}\" is no number", whole, text);
  }
  const std::string_view unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  Result<double> scale = scale_of(unit, find_metric(out.metric)->unit, number);
  if (!scale) return fail(ErrorCode::kUsage, "\"{}\": {}", whole, scale.error().message);
  // Dividing is exact where multiplying by 0.01 is not: 5 / 100 == 0.05.
  out.value = *scale == 1.0 ? number : number / std::round(1 / *scale);
  return {};
}

bool holds(double measured, std::string_view comparator, double value) {
  if (comparator == "<") return measured < value;
  if (comparator == "<=") return measured <= value;
  if (comparator == "==") return measured == value;
  if (comparator == "!=") return measured != value;
  if (comparator == ">=") return measured >= value;
  return measured > value;
}

ExpectationResult converged(const std::vector<const StrategySummary*>& strategies) {
  ExpectationResult result;
  result.outcome = Verdict::kOk;
  result.measured = "all replicas equal";
  for (const StrategySummary* strategy : strategies) {
    if (strategy->converged) continue;
    result.outcome = strategy->quiesced ? Verdict::kViolated : Verdict::kUnknown;
    result.measured = fmt::format("{}: {}", strategy->name,
                                  strategy->quiesced ? "replicas differ" : "did not come to rest");
    if (result.outcome == Verdict::kViolated) break;
  }
  return result;
}

}  // namespace

Result<Expectation> parse_expectation(std::string_view text) {
  Expectation out;
  const std::string_view whole = trimmed(text);
  const std::size_t begin = whole.find_first_of("<>=!");
  Result<void> subject = read_subject(trimmed(whole.substr(0, begin)), whole, out);
  if (!subject) return propagate(subject);
  const bool truth = find_metric(out.metric)->unit == MetricUnit::kTruth;
  if (begin == std::string_view::npos && truth) return out;
  if (begin == std::string_view::npos) {
    return fail(ErrorCode::kUsage, "\"{}\": an operator and a number must follow (< <= == != >= >)",
                whole);
  }
  if (truth) return fail(ErrorCode::kUsage, "\"{}\": \"converged\" stands alone", whole);
  const std::size_t end = std::min(whole.find_first_not_of("<>=!", begin), whole.size());
  out.comparator = whole.substr(begin, end - begin);
  const std::string_view known[] = {"<", "<=", "==", "!=", ">=", ">"};
  if (std::find(std::begin(known), std::end(known), out.comparator) == std::end(known)) {
    return fail(ErrorCode::kUsage, "\"{}\": there is no operator \"{}\" (< <= == != >= >)", whole,
                out.comparator);
  }
  Result<void> value = read_value(trimmed(whole.substr(end)), whole, out);
  if (!value) return propagate(value);
  return out;
}

ExpectationResult evaluate(const Expectation& expectation,
                           const std::vector<StrategySummary>& strategies) {
  std::vector<const StrategySummary*> meant;
  for (const StrategySummary& strategy : strategies) {
    if (expectation.strategy.empty() || expectation.strategy == strategy.name) {
      meant.push_back(&strategy);
    }
  }
  ExpectationResult result;
  if (meant.empty()) {
    result.measured = fmt::format("no strategy \"{}\" in this run", expectation.strategy);
    return result;
  }
  const Metric& metric = *find_metric(expectation.metric);
  if (metric.unit == MetricUnit::kTruth) return converged(meant);
  const std::optional<double> measured = metric.value(*meant.front());
  if (!measured) {
    result.measured = "not measured: nothing counted, too few samples, or replicas not equal";
    return result;
  }
  result.outcome = holds(*measured, expectation.comparator, expectation.value) ? Verdict::kOk
                                                                               : Verdict::kViolated;
  result.measured = metric_value_text(metric.unit, *measured);
  return result;
}

}  // namespace lastwrite
