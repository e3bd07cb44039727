// A planted history, judged.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ledger/fate.h"
#include "analysis/ledger/ledger.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {

// A judged history with what is needed to ask about a planted write.
class Judged {
 public:
  explicit Judged(const PlantedRun& run) : history_(run.history()), evidence_(history_) {
    ledger_ = judge(evidence_);
  }

  std::uint32_t operation(const Planted& write) const {
    for (std::uint32_t o = 0; o < history_.operations.size(); ++o) {
      if (history_.operations[o].id == write.operation) return o;
    }
    ADD_FAILURE() << "no operation " << write.operation;
    return 0;
  }
  std::string fate(const Planted& write) const {
    return std::string(fate_text(ledger_.operations[operation(write)]));
  }
  const Judgement& judgement(const Planted& write) const {
    return ledger_.versions[history_.operations[operation(write)].version];
  }
  std::uint64_t displacer(const Planted& write) const {
    const std::uint32_t by = judgement(write).displacer;
    return by == kAbsent ? 0 : history_.versions[by].operation_id;
  }
  std::uint64_t root_cause(const Planted& write) const {
    const std::uint32_t by = judgement(write).root_cause;
    return by == kAbsent ? 0 : history_.versions[by].operation_id;
  }
  const Ledger& ledger() const { return ledger_; }
  const Evidence& evidence() const { return evidence_; }

 private:
  History history_;
  Evidence evidence_;
  Ledger ledger_;
};

}  // namespace lastwrite
