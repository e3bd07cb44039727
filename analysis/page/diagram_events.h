// Which events of a run a space-time diagram shows: the versions that regions accepted, each with
// its arrivals elsewhere, the writes that regions refused, and the reads that clients were
// answered.
//
//   DiagramEvents events(run);
//   Selection all = events.of_run(12'000);          // from the beginning, until the budget is
//   spent Selection some = events.about(version, 160);    // of its item, around it
//
// Threading: immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

struct Selection {
  std::vector<std::uint32_t> versions;  // accepted ones, by the time of acceptance
  std::vector<std::uint32_t> refused;   // operations
  std::vector<std::uint32_t> reads;     // operations
  TrueTime until;                       // what came before it is there as a whole
};

/// Where a version arrived first in another region, and what came of it.
struct Arrival {
  std::uint32_t to = kAbsent;  // regions
  TrueTime at;
  int result = 0;  // 0 installed, 1 discarded (older), 2 duplicate
};

class DiagramEvents {
 public:
  explicit DiagramEvents(const StrategyRun& run);

  /// The whole run if it has at most `events`, else what comes first from the beginning of
  /// measuring.
  Selection of_run(std::size_t events) const;
  /// What the item of `version` went through, around the time that decided about it.
  Selection about(std::uint32_t version, std::size_t events) const;

  std::vector<Arrival> arrivals_of(std::uint32_t version) const;
  /// Of the whole run.
  std::size_t total() const { return total_; }
  std::size_t size(const Selection& selection) const;

 private:
  enum class Kind : std::uint8_t { kVersion, kRefused, kRead };
  struct Event {
    TrueTime at;
    Kind kind = Kind::kVersion;
    std::uint32_t id = kAbsent;  // versions, or operations
  };

  static void put(const Event& event, Selection& selection);
  std::uint32_t item_of(const Event& event) const;
  std::size_t weight(const Event& event) const;
  Window decisive(std::uint32_t version) const;

  const StrategyRun& run_;
  std::vector<Event> events_;  // by time
  std::size_t total_ = 0;
};

/// About when a region refused a write: between its beginning and its end, as its client saw them.
TrueTime refusal_time(const Operation& operation);

}  // namespace lastwrite
