// What each client knew when: its own earlier requests, what it read, and all that the writers of
// what it read had known (the transitive closure of session order and reads-from, over all items).
//
// Held as one vector clock for each write. Above kClockEntriesMax entries (very many sessions times
// very many writes) the closure is cut: a client then knows its own writes and what it read itself.
// Threading: immutable after construction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

class SessionKnowledge {
 public:
  /// 128 MB of them.
  static constexpr std::size_t kClockEntriesMax = 32'000'000;

  explicit SessionKnowledge(const History& history, std::size_t entries_max = kClockEntriesMax);

  /// The client that wrote `later` knew `earlier` when it sent its request.
  bool knew(std::uint32_t later, std::uint32_t earlier) const;

  /// False: the closure was cut.
  bool is_transitive() const { return transitive_; }

 private:
  // Clocks count writes of each session; entry s of a clock: writes 1…n of session s are known.
  using Clock = std::vector<std::uint32_t>;

  void number_sessions();
  void replay();
  void replay_direct();
  void complete(const Operation& operation, Clock& clock);

  const History& history_;
  bool transitive_ = true;
  std::vector<std::uint32_t> session_of_;  // by operation: dense session number
  std::vector<std::uint32_t> ordinal_;     // by operation: its number among its session's writes
  std::uint32_t sessions_ = 0;
  std::size_t writes_ = 0;
  std::vector<Clock> clocks_;  // by operation: at its invocation; empty for reads
  // When the closure is cut: pairs (session, version) with the step that taught it, sorted.
  struct Lesson {
    std::uint32_t session;
    std::uint32_t version;
    std::uint32_t step;
    friend auto operator<=>(const Lesson&, const Lesson&) = default;
  };
  std::vector<Lesson> lessons_;
  std::vector<std::uint32_t> invoked_step_;  // by operation
};

}  // namespace lastwrite
