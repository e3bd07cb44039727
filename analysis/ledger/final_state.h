// What the replicas agreed on for each item, after quiescence.
//
// Agreed: the run quiesced and every region that is still there reported the same version with the
// same bytes. Where no region reports the item at all, a delete won and its tombstone has been
// trimmed, or nobody kept what was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

struct FinalState {
  bool agreed = false;
  std::uint32_t version = kAbsent;  // versions; kAbsent: nothing was ever written, or not agreed
  std::optional<std::int64_t> counter;
};

/// By item. Contradictions go to `findings`.
std::vector<FinalState> resolve_finals(const History& history, std::vector<std::string>& findings);

/// The run quiesced: every region has applied everything that will ever come.
bool quiesced(const History& history);

/// `region` was gone in the end.
bool is_missing(const History& history, std::uint32_t region);

}  // namespace lastwrite
