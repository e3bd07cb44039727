// Keeps count of what was asked of the cluster and has not been answered, so that heal can wait for
// it.
//
// A refusal by a region that is down, or that went down or up since the call, is no problem: its
// settings are sent again when it is back. Any other refusal is told to `on_problem`. Threading:
// one loop.
#pragma once

#include <functional>
#include <vector>

#include "scenarios/engine/cluster.h"
#include "scenarios/engine/lifetime.h"
#include "scenarios/engine/region_roster.h"

namespace lastwrite {

class ControlCalls {
 public:
  /// `roster` must outlive this.
  ControlCalls(const RegionRoster& roster, std::function<void(const Error&)> on_problem)
      : roster_(roster), on_problem_(std::move(on_problem)) {}

  /// The reply to hand to a call that concerns these regions.
  Reply<void> expect(const std::vector<RegionName>& concerned);

  /// Runs `done` once nothing is open: at once, or at the last answer.
  void when_quiet(std::function<void()> done);

 private:
  void answered(const Result<void>& result, bool explained);
  std::vector<std::uint64_t> epochs(const std::vector<RegionName>& regions) const;
  bool any_missing(const std::vector<RegionName>& regions) const;

  const RegionRoster& roster_;
  std::function<void(const Error&)> on_problem_;
  std::function<void()> when_quiet_;
  int open_ = 0;
  Lifetime lifetime_;
};

}  // namespace lastwrite
