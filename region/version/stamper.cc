#include "region/version/stamper.h"

#include <algorithm>
#include <array>

namespace lastwrite {
namespace {

struct RuleName {
  StampRule rule;
  std::string_view text;
};

constexpr std::array kRules = {RuleName{StampRule::kWall, "wall"},
                               RuleName{StampRule::kWallMonotonic, "wall-monotonic"},
                               RuleName{StampRule::kHlc, "hlc"}};

}  // namespace

std::optional<StampRule> parse_stamp_rule(std::string_view text) {
  for (const RuleName& row : kRules) {
    if (row.text == text) return row.rule;
  }
  return std::nullopt;
}

std::string_view stamp_rule_text(StampRule rule) {
  return std::find_if(kRules.begin(), kRules.end(),
                      [&](const RuleName& r) { return r.rule == rule; })
      ->text;
}

Stamper::Stamper(StampRule rule, RegionName region, const Clock& clock)
    : rule_(rule), region_(std::move(region)), clock_(clock) {}

Stamp Stamper::next() {
  switch (rule_) {
    case StampRule::kWall:
      return next_wall();
    case StampRule::kWallMonotonic:
      return next_monotonic();
    case StampRule::kHlc:
      break;
  }
  return next_hlc();
}

void Stamper::observe(const Stamp& remote) {
  if (rule_ != StampRule::kHlc) return;
  if (remote.time > highest_) {
    highest_ = remote.time;
    counter_ = remote.counter;
  } else if (remote.time == highest_) {
    counter_ = std::max(counter_, remote.counter);
  }
}

void Stamper::resume(const Stamp& last) {
  if (last.time < highest_) return;
  highest_ = last.time;
  counter_ = std::max(counter_, last.counter);
}

// The time is the clock's own. The counter is not reset while the clock stands at or below a time
// already used, and never repeats: a clock that steps back twice over the same nanosecond still
// gives new stamps.
Stamp Stamper::next_wall() {
  const WallTime now = clock_.wall_now();
  if (now > highest_) {
    highest_ = now;
    return Stamp{now, 0, region_};
  }
  return Stamp{now, ++counter_, region_};
}

Stamp Stamper::next_monotonic() {
  highest_ = std::max(clock_.wall_now(), highest_ + Duration(highest_.ns == INT64_MIN ? 0 : 1));
  return Stamp{highest_, 0, region_};
}

// Kulkarni et al., "Logical Physical Clocks", OPODIS 2014, with receive events folded into
// observe().
Stamp Stamper::next_hlc() {
  const WallTime now = clock_.wall_now();
  if (now > highest_) {
    highest_ = now;
    counter_ = 0;
  } else {
    ++counter_;
  }
  return Stamp{highest_, counter_, region_};
}

}  // namespace lastwrite
