// Work on several cores by processes: each piece of work runs in a child of its own, forked from
// this process, and comes back as text through a pipe.
//
//   run_forked({0, 1, 2}, 2, {.work = [&](std::size_t i) -> Result<std::string> { … },
//                             .finished = [&](std::size_t i, const Result<std::string>& r) { … },
//                             .interrupted = [&] { return flag.raised(); }});
//
// A child sees everything as it was when it was forked and changes nothing here; one that crashes
// is an error of its piece alone, and gives all its memory back. Children die with this process.
// `finished` is called here, in the order in which children end; `interrupted` about ten times a
// second, and true ends all children at once and leaves their pieces unfinished.
//
// Errors of a piece: those of `work`; kInternal when its child died. Threading: one thread; call it
// while no other thread of this process holds a lock that `work` needs.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

struct ForkedJobs {
  std::function<Result<std::string>(std::size_t)> work;
  /// Its failure ends everything.
  std::function<Result<void>(std::size_t, const Result<std::string>&)> finished;
  std::function<bool()> interrupted = [] { return false; };
};

/// True: all pieces are finished; false: interrupted. Requires: jobs >= 1.
Result<bool> run_forked(const std::vector<std::size_t>& pieces, std::size_t jobs,
                        const ForkedJobs& what);

}  // namespace lastwrite
