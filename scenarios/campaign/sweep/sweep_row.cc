#include "scenarios/campaign/sweep/sweep_row.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include "scenarios/campaign/sweep/csv_line.h"

namespace lastwrite {
namespace {

constexpr std::size_t kFixedColumns = 6;  // all but axes and metrics
constexpr std::size_t kMetricColumns = 4;

// Takes fields one by one, and remembers the first that was wrong.
class Fields {
 public:
  explicit Fields(std::vector<std::string> fields) : fields_(std::move(fields)) {}

  std::size_t size() const { return fields_.size(); }
  /// Which field; size(): none.
  std::size_t wrong() const { return std::min(wrong_, fields_.size()); }
  const std::string& operator[](std::size_t i) const { return fields_[i]; }

  const std::string& text() { return fields_[next_++]; }

  template <typename Number>
  Number number() {
    const std::string& field = text();
    Number out{};
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), out);
    bool good = error == std::errc{} && end == field.data() + field.size();
    if constexpr (std::is_floating_point_v<Number>) good = good && std::isfinite(out);
    if (!good) wrong_ = std::min(wrong_, next_ - 1);
    return out;
  }

  std::optional<double> optional_number() {
    if (fields_[next_].empty()) {
      ++next_;
      return std::nullopt;
    }
    return number<double>();
  }

 private:
  std::vector<std::string> fields_;
  std::size_t next_ = 0;
  std::size_t wrong_ = SIZE_MAX;
};

// Whether a sweep can have written this: an interval around its value, shares from 0 to 1.
bool possible(std::string_view metric, const Estimate& estimate, std::uint64_t seeds) {
  if (estimate.seeds > seeds) return false;
  const double value = estimate.value.value_or(0);
  if (metric.ends_with("_rate") && (value < 0 || value > 1)) return false;
  constexpr double kRounding = 1e-9;
  return estimate.low.value_or(value) <= value + kRounding &&
         value <= estimate.high.value_or(value) + kRounding;
}

}  // namespace

std::string number_text(std::optional<double> number) {
  return number ? fmt::format("{}", *number) : "";
}

std::string row_columns(const SweepHeader& header) {
  std::vector<std::string> names = {"cell"};
  for (const Axis& axis : header.axes) names.push_back(axis.path);
  names.insert(names.end(), {"strategy", "seeds", "regions", "rate_per_key_per_s", "theory_lag_s"});
  for (const std::string& metric : header.metrics) {
    for (const char* suffix : {"", "_low", "_high", "_seeds"}) names.push_back(metric + suffix);
  }
  return csv_line(names);
}

std::string row_line(const SweepRow& row) {
  std::vector<std::string> fields = {std::to_string(row.cell)};
  fields.insert(fields.end(), row.settings.begin(), row.settings.end());
  fields.insert(fields.end(), {row.strategy, std::to_string(row.seeds), std::to_string(row.regions),
                               number_text(row.rate_per_key), number_text(row.theory_lag_s)});
  for (const Estimate& metric : row.metrics) {
    fields.insert(fields.end(), {number_text(metric.value), number_text(metric.low),
                                 number_text(metric.high), std::to_string(metric.seeds)});
  }
  return csv_line(fields);
}

Result<SweepRow> parse_row(std::string_view line, const SweepHeader& header) {
  Fields fields(split_csv_line(line));
  const std::size_t wanted =
      kFixedColumns + header.axes.size() + kMetricColumns * header.metrics.size();
  if (fields.size() != wanted) {
    return fail(ErrorCode::kCorrupt, "a row has {} fields in place of {}: '{}'", fields.size(),
                wanted, line);
  }
  SweepRow row;
  row.cell = fields.number<std::size_t>();
  for (std::size_t i = 0; i < header.axes.size(); ++i) row.settings.push_back(fields.text());
  row.strategy = fields.text();
  row.seeds = fields.number<std::uint64_t>();
  row.regions = fields.number<std::uint64_t>();
  row.rate_per_key = fields.optional_number();
  row.theory_lag_s = fields.optional_number();
  for (std::size_t i = 0; i < header.metrics.size(); ++i) {
    Estimate metric;
    metric.value = fields.optional_number();
    metric.low = fields.optional_number();
    metric.high = fields.optional_number();
    metric.seeds = fields.number<std::uint32_t>();
    row.metrics.push_back(metric);
  }
  if (fields.wrong() < fields.size()) {
    return fail(ErrorCode::kCorrupt, "'{}' is no number for column {}", fields[fields.wrong()],
                split_csv_line(row_columns(header))[fields.wrong()]);
  }
  for (std::size_t i = 0; i < row.metrics.size(); ++i) {
    if (possible(header.metrics[i], row.metrics[i], row.seeds)) continue;
    return fail(ErrorCode::kCorrupt, "no sweep writes such numbers of {}: '{}'", header.metrics[i],
                line);
  }
  const bool ours = row.cell < header.cells() && row.seeds == header.seeds &&
                    row.settings == header.settings(row.cell) &&
                    row.strategy == header.strategy(row.cell);
  if (!ours) return fail(ErrorCode::kCorrupt, "a row is not one of this sweep: '{}'", line);
  return row;
}

}  // namespace lastwrite
