#include "scenarios/campaign/sweep/axis.h"

#include <algorithm>

#include "scenarios/campaign/sweep/range.h"

namespace lastwrite {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Follows a text and says whether it stands outside of everything that encloses.
class Nesting {
 public:
  void take(char c) {
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth_;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth_;
    }
  }
  bool outside() const { return depth_ <= 0 && quote_ == 0; }

 private:
  int depth_ = 0;
  char quote_ = 0;
};

std::vector<std::string_view> elements(std::string_view list) {
  std::vector<std::string_view> out;
  Nesting nesting;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == ',' && nesting.outside()) {
      out.push_back(trimmed(list.substr(begin, i - begin)));
      begin = i + 1;
    } else {
      nesting.take(list[i]);
    }
  }
  out.push_back(trimmed(list.substr(begin)));
  return out;
}

Failure refused(std::string_view path, const std::string& why) {
  return fail(ErrorCode::kUsage, "--set {}: {}", path, why);
}

}  // namespace

Result<Axis> parse_axis(std::string_view set) {
  const auto equals = set.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return fail(ErrorCode::kUsage, "--set '{}': write path=value, such as duration=5s", set);
  }
  Axis axis{std::string(trimmed(set.substr(0, equals))), {}};
  const std::string_view list = set.substr(equals + 1);
  if (list.find_first_of("\n\r") != std::string_view::npos) {
    return refused(axis.path, "a value must stand on one line");
  }
  const auto parts = elements(list);
  for (const std::string_view element : parts) {
    if (element.empty() && parts.size() > 1) {
      return refused(axis.path, fmt::format("'{}' has an empty value between its commas", list));
    }
    const Result<std::vector<std::string>> points = expand_range(element);
    if (!points) return refused(axis.path, points.error().message);
    axis.values.insert(axis.values.end(), points->begin(), points->end());
  }
  for (auto value = axis.values.begin(); value != axis.values.end(); ++value) {
    if (std::find(axis.values.begin(), value, *value) != value) {
      return refused(axis.path, fmt::format("'{}' stands there twice", *value));
    }
  }
  return axis;
}

}  // namespace lastwrite
