// For each version: is there a concurrent version of another region (neither had received the other
// when accepting), and is one of them newer by stamp? The closed forms of theory.h predict the
// shares of both.
//
// Cost: O(regions · n log n), also for a hot item through a long partition and for links that
// reorder: for each pair of regions a sweep over receipts answers "the newest of those I had not
// received" from a Fenwick tree of maxima.
#pragma once

#include <vector>

#include "analysis/ledger/ledger.h"

namespace lastwrite {

struct Rivals {
  std::vector<bool> any;    // by version: it has a concurrent rival
  std::vector<bool> newer;  // by version: one of its rivals has a greater stamp
};

Rivals find_rivals(const Evidence& evidence, const Ledger& ledger);

}  // namespace lastwrite
