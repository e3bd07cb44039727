// Gives each write accepted here its stamp, by one of three rules.
//
//   Stamper stamper(StampRule::kHlc, RegionName("eu-west-1"), clock);
//   stamper.observe(record.stamp);      // something received from a peer
//   Stamp stamp = stamper.next();
//
// Invariant: next() never returns the same stamp twice, also across a clock that steps back, given
// that resume() was told the last stamp of the previous incarnation. Threading: the region's loop.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "region/base/clock.h"
#include "region/version/stamp.h"

namespace lastwrite {

enum class StampRule : std::uint8_t {
  kWall,           // the clock as it is, even when it steps back
  kWallMonotonic,  // max(clock, last stamp given here + 1 ns)
  kHlc,            // hybrid logical clock: never below anything given or received here
};

/// "wall", "wall-monotonic" or "hlc".
std::optional<StampRule> parse_stamp_rule(std::string_view text);
std::string_view stamp_rule_text(StampRule rule);

class Stamper {
 public:
  Stamper(StampRule rule, RegionName region, const Clock& clock);

  /// The stamp of a write accepted now.
  Stamp next();
  /// Learns of a stamp received from a peer. Only the HLC rule heeds it.
  void observe(const Stamp& remote);
  /// Goes on after the last stamp of an earlier incarnation (nothing to do when there was none).
  void resume(const Stamp& last);

 private:
  Stamp next_wall();
  Stamp next_monotonic();
  Stamp next_hlc();

  StampRule rule_;
  RegionName region_;
  const Clock& clock_;
  WallTime highest_{INT64_MIN};  // wall: highest given; hlc: highest given or received
  std::uint32_t counter_ = 0;    // wall: stamps given at or below highest_; hlc: the logical part
};

}  // namespace lastwrite
