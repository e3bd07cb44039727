// What became of each version at the region that accepted it, from the events of that region alone:
// what was installed over it, and whether a power cut took it away again.
//
//   HomeReplay homes = replay_homes(history);
//   homes.displacers[v]     // versions: what its own region installed over it; kAbsent: nothing
//   homes.undone[v]         // its region held it, lost its power, and never held it again
//   homes.kept_abroad[v]    // another region received it, and no power cut took that back
//
// A region that has lost its last commits shows it: the first event of an item after the restart
// names as `previous` an older version than the one that stood there. Only where the trace tells
// of a power cut that can lose commits; elsewhere such a thing is a contradiction. Threading: a
// pure function.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

struct HomeReplay {
  std::vector<std::uint32_t> displacers;  // by version
  std::vector<bool> undone;               // by version
  std::vector<bool> kept_abroad;          // by version: another region received it and kept that
};

HomeReplay replay_homes(const History& history);

}  // namespace lastwrite
