#include "analysis/lag_report/exposition.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "region/base/utf8.h"

namespace lastwrite {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == ':';
}

// One line from its front; anything that is not as it should be gives an error.
class ExpositionLine {
 public:
  explicit ExpositionLine(std::string_view text) : rest_(text) {}

  bool read(MetricSample& sample) {
    sample.name = take_name();
    if (sample.name.empty()) return wrong("no name of a metric stands at its beginning");
    skip_blanks();
    if (take('{') && !read_labels(sample)) return false;
    skip_blanks();
    const std::string_view number = rest_.substr(0, rest_.find_first_of(" \t"));
    if (!read_number(number, sample.value))
      return wrong(fmt::format("\"{}\" is no number", number));
    return true;
  }
  const std::string& error() const { return error_; }

 private:
  bool wrong(std::string what) {
    error_ = std::move(what);
    return false;
  }
  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string take_name() {
    std::size_t length = 0;
    while (length < rest_.size() && is_name(rest_[length])) ++length;
    std::string name(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return name;
  }

  bool read_labels(MetricSample& sample) {
    for (skip_blanks(); !take('}'); skip_blanks()) {
      const std::string name = take_name();
      skip_blanks();
      if (name.empty() || !take('=')) return wrong("its labels are not name=\"value\"");
      skip_blanks();
      std::string& value = sample.labels[name];
      if (!take('"') || !read_value(value))
        return wrong("the value of the label " + name + " does not end");
      if (!is_utf8(value)) return wrong("the value of the label " + name + " is not UTF-8");
      skip_blanks();
      if (!take(',') && (rest_.empty() || rest_.front() != '}'))
        return wrong("behind the label " + name + " stands neither a comma nor a brace");
    }
    return true;
  }
  bool read_value(std::string& value) {
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (c != '\\') {
        value += c;
        continue;
      }
      if (rest_.empty()) return false;
      value += rest_.front() == 'n' ? '\n' : rest_.front();
      rest_.remove_prefix(1);
    }
    return false;
  }
  static bool read_number(std::string_view text, double& value) {
    if (text == "+Inf" || text == "-Inf") {
      value = std::numeric_limits<double>::infinity() * (text.front() == '-' ? -1 : 1);
      return true;
    }
    if (text == "NaN") {
      value = std::numeric_limits<double>::quiet_NaN();
      return true;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
  }

  std::string_view rest_;
  std::string error_;
};

}  // namespace

Result<std::vector<MetricSample>> parse_exposition(std::string_view text, const std::string& name) {
  std::vector<MetricSample> samples;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t")));
    if (line.empty() || line.front() == '#') continue;
    ExpositionLine one(line);
    MetricSample sample;
    if (!one.read(sample))
      return fail(ErrorCode::kValidation, "{}:{}: {}", name, number, one.error());
    samples.push_back(std::move(sample));
  }
  return samples;
}

}  // namespace lastwrite
