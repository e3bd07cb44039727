// Records what every live region holds at the end, region by region, in the order of the scenario.
// Threading: one loop.
#pragma once

#include <functional>

#include "scenarios/engine/lifetime.h"
#include "scenarios/engine/region_roster.h"
#include "scenarios/experiment/recorder.h"

namespace lastwrite {

class FinalReader {
 public:
  /// All references must outlive this.
  FinalReader(Cluster& cluster, RegionRoster& roster, Recorder& recorder, TableName table)
      : cluster_(cluster), roster_(roster), recorder_(recorder), table_(std::move(table)) {}

  /// A region that does not answer is set to kLost.
  void start(std::function<void()> done);

 private:
  void read_next();

  Cluster& cluster_;
  RegionRoster& roster_;
  Recorder& recorder_;
  TableName table_;
  std::vector<RegionName> left_;  // the next one last
  std::function<void()> done_;
  Lifetime lifetime_;
};

}  // namespace lastwrite
