#include "scenarios/course/prediction.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "analysis/report/atomic_file.h"
#include "analysis/report/expectation.h"
#include "region/base/plain_file.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

constexpr std::size_t kPredictionBytesMax = 4096;

std::string prediction_file(const std::string& run_directory) {
  return run_directory + "/prediction.json";
}

Failure no_prediction(const std::string& file) {
  return fail(ErrorCode::kUsage, "{} is no prediction of lastwrite learn", file);
}

}  // namespace

bool Prediction::held() const {
  return choice && std::find(right.begin(), right.end(), *choice) != right.end();
}

Result<std::optional<std::size_t>> parse_choice(std::string_view text, std::size_t choices) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return std::optional<std::size_t>();
  text = text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > choices) {
    return fail(ErrorCode::kUsage, "'{}' is none of the choices: say 1 to {}", text, choices);
  }
  return std::optional(number - 1);
}

Result<std::vector<std::size_t>> right_choices(const LessonSpec& lesson,
                                               const std::vector<StrategySummary>& strategies) {
  std::vector<std::size_t> right;
  for (std::size_t i = 0; i < lesson.choices.size(); ++i) {
    bool holds = true;
    for (const ExpectationSpec& one : lesson.choices[i].when) {
      const Result<Expectation> expectation = parse_expectation(one.text);
      if (!expectation) return propagate(expectation);
      holds = holds && evaluate(*expectation, strategies).outcome == Verdict::kOk;
    }
    if (holds) right.push_back(i);
  }
  return right;
}

Result<void> write_prediction(const std::string& run_directory, const Prediction& prediction) {
  json::array right;
  for (const std::size_t choice : prediction.right) right.push_back(choice + 1);
  json::object out{{"format", 1}, {"predicted", nullptr}, {"right", right}, {"held", nullptr}};
  if (prediction.choice) {
    out["predicted"] = *prediction.choice + 1;
    out["held"] = prediction.held();
  }
  return write_whole_file(prediction_file(run_directory), json::serialize(out) + "\n");
}

Result<Prediction> read_prediction(const std::string& run_directory) {
  const std::string file = prediction_file(run_directory);
  const Result<std::string> text = read_plain_file(file, kPredictionBytesMax);
  if (!text) return propagate(text);
  std::error_code error;
  const json::value root = json::parse(*text, error);
  const json::object* object = error ? nullptr : root.if_object();
  if (object == nullptr) return no_prediction(file);
  Prediction out;
  const json::value* predicted = object->if_contains("predicted");
  const json::value* right = object->if_contains("right");
  if (predicted == nullptr || right == nullptr || !right->is_array()) return no_prediction(file);
  if (const std::int64_t* number = predicted->if_int64(); number != nullptr && *number > 0) {
    out.choice = static_cast<std::size_t>(*number - 1);
  }
  for (const json::value& one : right->get_array()) {
    if (one.is_int64() && one.get_int64() > 0) {
      out.right.push_back(static_cast<std::size_t>(one.get_int64() - 1));
    }
  }
  return out;
}

}  // namespace lastwrite
