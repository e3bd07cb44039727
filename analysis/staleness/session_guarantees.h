// The four session guarantees (Terry et al., "Session Guarantees for Weakly Consistent Replicated
// Data", 1994), checked for every operation against what its session had done before.
//
// For one item, a register whose versions are ordered by their stamps, they read:
//
//   read your writes     a read returns a version not older than any that its session had been told
//                        OK for that item. Asked of reads behind such a write.
//   monotonic reads      a read returns a version not older than any that its session had read of
//                        that item. Asked of reads behind a read that found something.
//   monotonic writes     a write gets a greater stamp than its session's earlier acknowledged
//   writes
//                        of that item. Asked of acknowledged writes behind such a write.
//   writes follow reads  a write gets a greater stamp than what its session had read of that item.
//                        Asked of acknowledged writes behind a read that found something.
//
// Within one item last-writer-wins carries the order of stamps to every region, so that the last
// two fail through skewed clocks alone. Terry's guarantees speak of the whole database; over all
// items the last two also fail when some region installs the write while it does not yet hold what
// came before it in the session, nor anything newer: replication keeps no order between items.
// These stand apart as "all items" and include the failures of one item.
//
// A session is the driver's: a strand of operations one after the other. "Before" is the order of
// its file. Sticky: all its requests went to one region; roaming: to several. A write that its own
// region discarded for a greater stamp is overwritten, not missing: the fate lost_inverted tells of
// it. Cost: O(n log n). Threading: pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/staleness/replica_timelines.h"

namespace lastwrite {

enum class Guarantee : std::uint8_t {
  kReadYourWrites,
  kMonotonicReads,
  kMonotonicWrites,
  kWritesFollowReads,
  kMonotonicWritesAllItems,
  kWritesFollowReadsAllItems,
};
inline constexpr std::size_t kGuaranteeCount = 6;

/// "read_your_writes".
std::string_view guarantee_text(Guarantee guarantee);

enum class GuaranteeCheck : std::uint8_t { kNotAsked, kKept, kViolated };

/// Of one operation, by Guarantee.
using GuaranteeChecks = std::array<GuaranteeCheck, kGuaranteeCount>;

struct GuaranteeCount {
  std::uint64_t checked = 0;
  std::uint64_t violated = 0;
};

/// Of the operations whose intended start lies in phase `measure`; by Guarantee.
struct SessionGuarantees {
  std::array<GuaranteeCount, kGuaranteeCount> sticky;
  std::array<GuaranteeCount, kGuaranteeCount> roaming;

  GuaranteeCount all(Guarantee guarantee) const {
    const auto g = static_cast<std::size_t>(guarantee);
    return {sticky[g].checked + roaming[g].checked, sticky[g].violated + roaming[g].violated};
  }
};

/// By operation.
std::vector<GuaranteeChecks> check_sessions(const History& history,
                                            const ReplicaTimelines& timelines);

SessionGuarantees count_sessions(const History& history,
                                 const std::vector<GuaranteeChecks>& checks);

}  // namespace lastwrite
