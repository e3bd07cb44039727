// The definitions of analysis/staleness written down as they read: for each operation a walk over
// all others, for each time a look at all regions. Quadratic and plain, to be compared with the
// real thing on random histories.
//
// Requires of the history: no two steps at the same time, no process that was killed.
#pragma once

#include <optional>
#include <vector>

#include "analysis/staleness/session_guarantees.h"
#include "analysis/trace/history.h"

namespace lastwrite {

class NaiveStaleness {
 public:
  explicit NaiveStaleness(const History& history) : history_(history) {}

  std::optional<std::uint32_t> k(std::uint32_t read) const;
  GuaranteeChecks checks(std::uint32_t operation) const;
  /// What `region` held of `item` just after everything that happened at `at`.
  std::uint32_t held(std::uint32_t region, std::uint32_t item, TrueTime at) const;

 private:
  bool newer(std::uint32_t a, std::uint32_t b) const;  // kAbsent: older than all
  bool before(const Operation& a, const Operation& b) const;
  bool shown_too_early(std::uint32_t version, std::uint32_t earlier) const;

  const History& history_;
};

}  // namespace lastwrite
