#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <sstream>

#include "region/base/distribution.h"
#include "region/base/plain_file.h"

namespace lastwrite {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The arguments of one call, by name; those given without a name take the expected names in order.
struct Arguments {
  std::map<std::string, std::string, std::less<>> by_name;
};

Result<Arguments> parse_arguments(std::string_view inside,
                                  std::span<const std::string_view> expected) {
  Arguments arguments;
  std::size_t position = 0;
  while (!trimmed(inside).empty()) {
    const auto comma = inside.find(',');
    const std::string_view part = trimmed(inside.substr(0, comma));
    inside = comma == std::string_view::npos ? std::string_view{} : inside.substr(comma + 1);
    const auto equals = part.find('=');
    std::string name;
    if (equals != std::string_view::npos) {
      name = trimmed(part.substr(0, equals));
    } else if (position < expected.size()) {
      name = expected[position];
    }
    ++position;
    const bool known = std::find(expected.begin(), expected.end(), name) != expected.end();
    const std::string_view value =
        equals == std::string_view::npos ? part : trimmed(part.substr(equals + 1));
    if (!known || value.empty() || !arguments.by_name.emplace(name, value).second) {
      return fail(ErrorCode::kUsage, "'{}' does not fit: expected {}", part,
                  fmt::join(expected, ", "));
    }
  }
  if (arguments.by_name.size() != expected.size()) {
    return fail(ErrorCode::kUsage, "expected {} ({} given)", fmt::join(expected, ", "),
                arguments.by_name.size());
  }
  return arguments;
}

Result<Duration> non_negative(const Arguments& arguments, std::string_view name) {
  const Result<Duration> value = parse_duration(arguments.by_name.find(name)->second);
  if (value && value->count() < 0) {
    return fail(ErrorCode::kUsage, "{} is {}: a latency cannot be negative", name,
                duration_text(*value));
  }
  return value;
}

Result<double> positive_number(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !(number > 0) ||
      !std::isfinite(number)) {
    return fail(ErrorCode::kUsage, "'{}' is not a number above 0", text);
  }
  return number;
}

constexpr std::size_t kSampleBytesMax = 64 * 1024 * 1024;

Result<Distribution> read_empirical(const std::string& file, const std::string& base_directory) {
  const auto text_of_file =
      read_plain_file(std::filesystem::path(base_directory) / file, kSampleBytesMax);
  if (!text_of_file) {
    return fail(ErrorCode::kUsage, "cannot read the samples in '{}': {}", file,
                text_of_file.error().message);
  }
  std::istringstream in(*text_of_file);
  std::vector<Duration> samples;
  int line_number = 0;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    const std::string_view text = trimmed(line);
    if (text.empty() || text.front() == '#') continue;
    const Result<Duration> value = parse_duration(text);
    if (!value)
      return fail(ErrorCode::kUsage, "{}:{}: {}", file, line_number, value.error().message);
    if (value->count() < 0) {
      return fail(ErrorCode::kUsage, "{}:{}: a latency cannot be negative", file, line_number);
    }
    samples.push_back(*value);
  }
  if (samples.empty()) return fail(ErrorCode::kUsage, "'{}' holds no samples", file);
  return Distribution::empirical(std::move(samples), file);
}

using Builder = Result<Distribution> (*)(const Arguments&, const std::string& base_directory);

template <typename Make>
Result<Distribution> from_two(const Arguments& arguments, std::string_view first,
                              std::string_view second, Make make) {
  const Result<Duration> a = non_negative(arguments, first);
  if (!a) return propagate(a);
  const Result<Duration> b = non_negative(arguments, second);
  if (!b) return propagate(b);
  return make(*a, *b);
}

Result<Distribution> build_uniform(const Arguments& arguments, const std::string&) {
  return from_two(arguments, "low", "high",
                  [](Duration low, Duration high) -> Result<Distribution> {
                    if (low > high) return fail(ErrorCode::kUsage, "low is above high");
                    return Distribution::uniform(low, high);
                  });
}

Result<Distribution> build_normal(const Arguments& arguments, const std::string&) {
  return from_two(arguments, "mean", "sd", [](Duration mean, Duration sd) -> Result<Distribution> {
    return Distribution::normal(mean, sd);
  });
}

Result<Distribution> build_lognormal(const Arguments& arguments, const std::string&) {
  return from_two(
      arguments, "median", "p99", [](Duration median, Duration p99) -> Result<Distribution> {
        if (median.count() <= 0 || p99 < median) {
          return fail(ErrorCode::kUsage, "the median must be above 0 and p99 not below it");
        }
        return Distribution::lognormal(median, p99);
      });
}

Result<Distribution> build_pareto(const Arguments& arguments, const std::string&) {
  const Result<Duration> minimum = non_negative(arguments, "min");
  if (!minimum) return propagate(minimum);
  const Result<double> shape = positive_number(arguments.by_name.find("shape")->second);
  if (!shape) return propagate(shape);
  return Distribution::pareto(*minimum, *shape);
}

Result<Distribution> build_exponential(const Arguments& arguments, const std::string&) {
  const Result<Duration> mean = non_negative(arguments, "mean");
  if (!mean) return propagate(mean);
  return Distribution::exponential(*mean);
}

Result<Distribution> build_fixed(const Arguments& arguments, const std::string&) {
  const Result<Duration> value = non_negative(arguments, "value");
  if (!value) return propagate(value);
  return Distribution::fixed(*value);
}

Result<Distribution> build_empirical(const Arguments& arguments,
                                     const std::string& base_directory) {
  return read_empirical(arguments.by_name.find("file")->second, base_directory);
}

struct Form {
  std::string_view name;
  std::vector<std::string_view> arguments;
  Builder build;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> kForms = {
      {"fixed", {"value"}, build_fixed},          {"uniform", {"low", "high"}, build_uniform},
      {"normal", {"mean", "sd"}, build_normal},   {"lognormal", {"median", "p99"}, build_lognormal},
      {"pareto", {"min", "shape"}, build_pareto}, {"exponential", {"mean"}, build_exponential},
      {"empirical", {"file"}, build_empirical},
  };
  return kForms;
}

}  // namespace

Result<Distribution> parse_distribution(std::string_view text, const std::string& base_directory) {
  text = trimmed(text);
  const auto open = text.find('(');
  if (open == std::string_view::npos) {
    const Result<Duration> value = parse_duration(text);
    if (!value) return propagate(value);
    if (value->count() < 0) {
      return fail(ErrorCode::kUsage, "'{}': a latency cannot be negative", text);
    }
    return Distribution::fixed(*value);
  }
  const std::string_view name = trimmed(text.substr(0, open));
  for (const Form& form : forms()) {
    if (form.name != name || text.back() != ')') continue;
    const Result<Arguments> arguments =
        parse_arguments(text.substr(open + 1, text.size() - open - 2), form.arguments);
    if (!arguments) return fail(ErrorCode::kUsage, "'{}': {}", text, arguments.error().message);
    Result<Distribution> built = form.build(*arguments, base_directory);
    if (!built) return fail(ErrorCode::kUsage, "'{}': {}", text, built.error().message);
    return built;
  }
  return fail(
      ErrorCode::kUsage,
      "'{}' is not a distribution: use a duration, or uniform, normal, lognormal, pareto, "
      "exponential or empirical with its arguments, such as lognormal(median=400ms, p99=1200ms)",
      text);
}

}  // namespace lastwrite
