// The course for machines: `lastwrite learn --json`.
//
//   {"format":1,"next":2,"lessons":[{"number":1,"name":"one-region","title":…,"question":…,
//     "standing":"held"}, …]}
//   {"format":1,"number":3,"name":"concurrent-puts","title":…,"question":…,"ask":…,
//     "choices":[…],"right":[2],"predicted":null,"held":null,"because":…,
//     "figures":[{"strategy":…,"words":…,"value":…}],"story":…,
//     "try":[{"command":…,"say":…}],"run_directory":…,"verdict":"ok","next":4}
//
// Choices are counted from 1; `standing` is new, seen, held or missed; `next` is null after the
// last. Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "scenarios/course/lesson_text.h"

namespace lastwrite {

std::string ladder_json(const Ladder& ladder, const std::vector<Standing>& standings);

std::string reveal_json(const LadderStep& step, const Summary& summary,
                        const Prediction& prediction, const LadderStep* following);

}  // namespace lastwrite
