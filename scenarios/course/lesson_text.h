// What `lastwrite learn` and `lastwrite list` print: the ladder, the question before a run, and the
// answer after it. Nothing here is wider than the style says.
//
// Threading: pure functions (standings are read by the caller).
#pragma once

#include <string>
#include <vector>

#include "analysis/report/summary.h"
#include "analysis/report/terminal.h"
#include "scenarios/course/ladder.h"
#include "scenarios/course/prediction.h"

namespace lastwrite {

/// A decisive number as it was measured, "14.4 %", or why there is none.
struct ShownFigure {
  std::string strategy;  // "" of a figure of all
  std::string words;
  std::string value;
};

/// The lesson's figures from the summary of its run.
std::vector<ShownFigure> shown_figures(const LessonSpec& lesson,
                                       const std::vector<StrategySummary>& strategies);

/// "lastwrite run split-brain --sim --set 'workload.keys=uniform(4000)'": ready for a shell.
std::string knob_command(const std::string& scenario, const LessonKnob& knob);

/// Every lesson with its question, then the other scenarios: `lastwrite list`.
std::string scenario_list(const Ladder& ladder, TerminalStyle style);

/// Every lesson with what the learner has done of it, and which comes next: `lastwrite learn`.
/// `standings`: by lesson.
std::string ladder_text(const Ladder& ladder, const std::vector<Standing>& standings,
                        TerminalStyle style);

/// The lesson's question and its numbered choices.
std::string question_text(const LadderStep& step, TerminalStyle style);

/// What happened, whether the prediction held and why, one lost write, what to try next.
/// `following`: the next lesson of the ladder, or nullptr.
std::string reveal_text(const LadderStep& step, const Summary& summary,
                        const Prediction& prediction, const LadderStep* following,
                        TerminalStyle style);

}  // namespace lastwrite
