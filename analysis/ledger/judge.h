// The judge's workings, apart from ledger.h so that what reads a ledger does not see them.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/ledger/home_replay.h"
#include "analysis/ledger/ledger.h"

namespace lastwrite {

class Judge {
 public:
  explicit Judge(const Evidence& evidence);
  Ledger run() &&;

 private:
  void find_phantoms();
  void judge_item(std::vector<std::uint32_t>& versions);
  Judgement judge_version(std::uint32_t version, std::uint32_t next_greater);
  bool reached_a_survivor(std::uint32_t version) const;
  Judgement displaced(std::uint32_t version, std::uint32_t by) const;
  Judgement inherited(std::uint32_t by) const;
  Fate fate_against(std::uint32_t version, std::uint32_t by) const;
  FateFlags flags_of(std::uint32_t version, const Judgement& judgement) const;
  Fate fate_of(const Operation& operation);

  const Evidence& evidence_;
  const History& history_;
  Ledger ledger_;
  std::uint64_t bookkeeping_ = 0;  // attributes of no interest to the flag disjoint_attributes
  HomeReplay homes_;
};

}  // namespace lastwrite
