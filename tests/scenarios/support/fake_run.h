// One strategy of a scenario over the cluster in memory, in virtual time, judged by the ledger.
//
//   FakeRun run(scenario, scenario.strategies[0]);
//   EXPECT_EQ(run.tally().lost_total(), 0u);
//
// Threading: one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/ledger/tally.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/experiment/experiment.h"

namespace lastwrite {

class FakeRun {
 public:
  FakeRun(const Scenario& scenario, const StrategySpec& strategy);

  const ExperimentOutcome& outcome() const { return outcome_; }
  const History& history() const { return history_; }
  const Ledger& ledger() const { return ledger_; }
  const Tally& tally() const { return tally_; }

  /// Acknowledged writes of strategies' bookkeeping, and how many of these were lost.
  std::size_t bookkeeping() const;
  std::size_t bookkeeping_lost() const;

 private:
  ExperimentOutcome outcome_;
  History history_;
  Ledger ledger_;
  Tally tally_;
};

}  // namespace lastwrite
