// One ordered link for records alone: the times that replicator/link/link_model.h gives them, drawn
// from the same stream in the same order, without its map of lanes.
//
//   LeanLink link(spec, Random(seed).fork("us-east-1").fork("link/eu-west-1"), items);
//   std::int64_t due = link.due(now, item);      // of whichever copy comes first
//
// The receiver drops the second copy of a record, so that only the first counts. A link of constant
// delay keeps every order by itself and needs no memory of its lanes. Threading: one owner.
// Requires: no bandwidth, pause or partition.
#pragma once

#include <cstdint>
#include <vector>

#include "region/base/random.h"
#include "replicator/link/link_spec.h"

namespace lastwrite {

class LeanLink {
 public:
  LeanLink(const LinkSpec& spec, const Random& random, std::size_t items);

  std::int64_t due(std::int64_t now, std::uint32_t item) {
    return constant_ ? now + constant_delay_ : drawn(now, item);
  }

  /// Records under way.
  std::uint32_t in_flight = 0;

 private:
  std::int64_t drawn(std::int64_t now, std::uint32_t item);

  LinkSpec spec_;
  Random random_;
  bool constant_;
  std::int64_t constant_delay_ = 0;
  std::vector<std::int64_t> last_due_;  // by item
};

/// Every record takes the same time, and nothing is drawn for it that matters.
bool is_constant(const LinkSpec& spec);

}  // namespace lastwrite
