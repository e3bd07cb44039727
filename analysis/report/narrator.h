// The voice of story.h: knows how to name versions, stamps and moments of one strategy's run.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/ledger/remedy.h"
#include "analysis/report/run_clock.h"
#include "analysis/report/strategy_run.h"
#include "analysis/report/timeline.h"

namespace lastwrite {

class Narrator {
 public:
  /// Times are seconds since run_origin().
  Narrator(const StrategyRun& run, const Manifest& manifest);
  /// Times are seconds since the clock's start.
  Narrator(const StrategyRun& run, const RunClock& clock);

  /// Lines of at most `columns`; those that go on are indented.
  std::string tell(std::uint32_t operation, std::size_t columns = 100) const;

 private:
  std::string headline(std::uint32_t operation) const;
  std::string closing(std::uint32_t operation, std::uint32_t subject, std::size_t columns) const;
  bool ended_by_expiry(std::uint32_t version) const;
  std::string by_expiry(std::uint32_t version) const;
  void narrate_request(std::uint32_t operation, Timeline& timeline) const;
  void narrate_reply(std::uint32_t operation, Timeline& timeline) const;
  void narrate_version(std::uint32_t version, std::uint32_t rival, Timeline& timeline) const;
  /// What met one version, or either of two.
  void narrate_meetings(std::uint32_t one, std::uint32_t other, Timeline& timeline) const;
  std::string meeting(std::uint32_t region, std::uint32_t version, const RegionEvent& event) const;
  bool was_acknowledged(std::uint32_t version) const;
  std::string ending(std::uint32_t version) const;
  LossShape shape(std::uint32_t version) const;
  std::string remedy(std::uint32_t version) const;
  std::string prevention(std::uint32_t version) const;

  std::string name(std::uint32_t version) const;
  std::string stamp(std::uint32_t version) const;
  const std::string& region(std::uint32_t index) const { return history_.regions[index].text; }

  const StrategyRun& run_;
  const History& history_;
  RunClock clock_;
};

}  // namespace lastwrite
