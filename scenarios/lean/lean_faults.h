// The faults of a lean run: partitions and other changes of links, and changes of clocks, each from
// its time on until its end (scenarios/fault).
//
//   LeanFaults faults(scenario, {regions, network, ledger});
//   faults.next()                        // when something changes next; INT64_MAX: nothing does
//   faults.change(now);
//
// Threading: one owner.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "scenarios/engine/link_table.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/lean/lean_network.h"
#include "scenarios/lean/lean_regions.h"

namespace lastwrite {

class LeanFaults {
 public:
  /// Who is told. All must outlive this.
  struct Parts {
    LeanRegions& regions;
    LeanNetwork& network;
    OnlineLedger& ledger;
  };

  LeanFaults(const Scenario& scenario, Parts parts);

  std::int64_t next() const { return at_ < changes_.size() ? changes_[at_].at : INT64_MAX; }
  /// Does all that is due at `now`.
  void change(std::int64_t now);

 private:
  struct Change {
    std::int64_t at;
    std::size_t fault;
    bool begins;
  };

  void begin(std::size_t fault);
  void end(std::size_t fault);
  void send_links();
  std::uint32_t index_of(const RegionName& region) const;

  const Scenario& scenario_;
  Parts parts_;
  LinkTable links_;
  std::vector<Change> changes_;  // by time
  std::size_t at_ = 0;
  std::map<std::size_t, LinkEffect> active_;
};

}  // namespace lastwrite
