// What a console says of the run that it shows: which strategy is under way, and what came of those
// before.
//
// Threading: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lastwrite {

/// A strategy that has run: as the live ledger counted it, warm-up and all.
struct ShownResult {
  std::string strategy;
  std::uint64_t writes = 0;
  std::uint64_t lost = 0;
};

struct ShownRun {
  std::string scenario;
  std::string question = {};
  std::string strategy = {};
  std::size_t number = 0;   // of the strategy, from 1
  std::size_t of = 0;       // strategies
  std::string phase = {};   // setup, warm-up, measure, heal, quiesce, final, done
  std::string remark = {};  // what is to be known of the counts; "": nothing
  std::vector<ShownResult> done = {};
};

}  // namespace lastwrite
