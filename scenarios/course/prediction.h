// What a learner said before a run, and what the run said: prediction.json in the run directory.
//
//   Result<std::optional<std::size_t>> choice = parse_choice("2", 3);      // the second of three
//   Prediction said{.choice = *choice, .right = right_choices(lesson, summary.strategies)};
//   said.held()
//
//   {"format":1,"predicted":2,"right":[3],"held":false}      choices are counted from 1
//
// Threading: values and pure functions; reads and writes files.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/summary.h"
#include "region/base/result.h"
#include "scenarios/engine/lesson_spec.h"

namespace lastwrite {

struct Prediction {
  std::optional<std::size_t> choice = {};  // from 0; nullopt: none was made
  std::vector<std::size_t> right = {};     // the choices that the run bears out, from 0

  /// Whether what was predicted came.
  bool held() const;
};

/// What somebody typed: "2" is choice 1, counted from 0; nothing is none. kUsage: neither.
Result<std::optional<std::size_t>> parse_choice(std::string_view text, std::size_t choices);

/// The choices of which everything in `when` holds. kUsage: one of them cannot be read.
Result<std::vector<std::size_t>> right_choices(const LessonSpec& lesson,
                                               const std::vector<StrategySummary>& strategies);

Result<void> write_prediction(const std::string& run_directory, const Prediction& prediction);
/// kUsage: there is none, or it is none of ours.
Result<Prediction> read_prediction(const std::string& run_directory);

}  // namespace lastwrite
