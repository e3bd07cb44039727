// The lessons of the course in their order, and what a learner has done of them.
//
//   Result<Ladder> ladder = load_ladder(shipped_scenarios());
//   ladder->lessons[0].scenario.lesson->number == 1
//   next_lesson(*ladder, "runs")        // the first that nobody has taken yet
//
// Errors: kUsage, with file and line, for a scenario that does not load, and when two lessons claim
// one number. Threading: reads files; otherwise pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// A shipped scenario and where it lies.
struct LadderStep {
  std::string folder;
  Scenario scenario;

  /// Requires: it is a lesson.
  const LessonSpec& lesson() const { return *scenario.lesson; }
};

struct Ladder {
  std::vector<LadderStep> lessons;  // by number, ascending
  std::vector<LadderStep> others;   // scenarios that are no lessons, in the order of the folders

  /// nullptr: there is no lesson of that number.
  const LadderStep* find(std::uint32_t number) const;
};

Result<Ladder> load_ladder(const std::vector<std::string>& folders);

/// How the last `learn` of a lesson ended.
enum class Standing : std::uint8_t {
  kNew,     // not taken
  kSeen,    // taken without a prediction
  kHeld,    // what was predicted came
  kMissed,  // something else came
};

/// Of the newest run of the lesson below `runs` that holds a prediction.json.
Standing standing_of(const std::string& runs, const std::string& lesson);

/// The first lesson that is new; nullptr: all are taken.
const LadderStep* next_lesson(const Ladder& ladder, const std::string& runs);

}  // namespace lastwrite
