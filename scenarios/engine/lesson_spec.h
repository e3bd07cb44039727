// What makes a scenario a lesson of the course: its place in the ladder, what to predict before it
// runs, and what to look at afterwards.
//
//   lesson:
//     number: 3
//     title: Concurrent puts
//     ask: How many of the puts that were told OK are gone in the end?
//     choices:
//       - {say: "None.", when: blind-put.lost == 0}
//       - {say: "About one in ten.", when: [blind-put.lost_update_rate > 5%, …]}
//     because: Two puts of one key are concurrent when …
//     figures: {blind-put.lost_update_rate: puts that were told OK and are gone}
//     try:
//       - {set: [network.latency=10ms], say: The losses shrink with the lag.}
//
// Which choice is right is never written down: it is the one whose `when` the run bears out.
// Threading: values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/engine/expectation_spec.h"

namespace lastwrite {

/// One answer to choose, and all that a run must measure for it to be the right one.
struct LessonChoice {
  std::string say;
  std::vector<ExpectationSpec> when;

  friend bool operator==(const LessonChoice&, const LessonChoice&) = default;
};

/// One decisive number of the run, `blind-put.lost_update_rate`, and what it is in plain words.
struct LessonFigure {
  std::string metric;
  std::string words;
  int line = 0;

  friend bool operator==(const LessonFigure& a, const LessonFigure& b) {
    return a.metric == b.metric && a.words == b.words;
  }
};

/// A knob to turn next: what `--set` takes, and what will be seen.
struct LessonKnob {
  std::vector<std::string> sets;
  std::string say;

  friend bool operator==(const LessonKnob&, const LessonKnob&) = default;
};

/// Invariants: number is 1 to 99; two to six choices, each with a `when`; at least one figure and
/// one knob; all texts are single lines.
struct LessonSpec {
  std::uint32_t number = 1;
  std::string title;
  std::string ask;
  std::vector<LessonChoice> choices;
  std::string because;
  std::vector<LessonFigure> figures;
  std::vector<LessonKnob> knobs;  // `try` in the file

  friend bool operator==(const LessonSpec&, const LessonSpec&) = default;
};

}  // namespace lastwrite
