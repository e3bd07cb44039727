#include "region/metrics/metric_text.h"

#include <fmt/format.h>

namespace lastwrite {
namespace {

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

void DurationHistogram::add(Duration value) {
  for (std::size_t i = kBoundsMs.size(); i > 0 && to_ms(value) <= kBoundsMs[i - 1]; --i)
    ++counts_[i - 1];
  ++count_;
  sum_ += value;
}

void MetricText::family(std::string_view name, std::string_view type, std::string_view help) {
  text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void MetricText::begin(std::string_view name, const Labels& labels) {
  text_ += name;
  for (std::size_t i = 0; i < labels.size(); ++i)
    text_ +=
        fmt::format("{}{}=\"{}\"", i == 0 ? "{" : ",", labels[i].first, escaped(labels[i].second));
  text_ += labels.empty() ? " " : "} ";
}

void MetricText::sample(std::string_view name, const Labels& labels, double value) {
  begin(name, labels);
  text_ += fmt::format("{:g}\n", value);
}

void MetricText::sample(std::string_view name, const Labels& labels, std::uint64_t value) {
  begin(name, labels);
  text_ += fmt::format("{}\n", value);
}

void MetricText::histogram(const std::string& name, const Labels& labels,
                           const DurationHistogram& of) {
  Labels with_bound = labels;
  with_bound.emplace_back("le", "");
  for (std::size_t i = 0; i < DurationHistogram::kBoundsMs.size(); ++i) {
    const std::string bound = fmt::format("{:g}", DurationHistogram::kBoundsMs[i] / 1e3);
    with_bound.back().second = bound;
    sample(name + "_bucket", with_bound, of.count_to(i));
  }
  with_bound.back().second = "+Inf";
  sample(name + "_bucket", with_bound, of.count());
  sample(name + "_sum", labels, to_seconds(of.sum()));
  sample(name + "_count", labels, of.count());
}

}  // namespace lastwrite
