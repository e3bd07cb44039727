// The voice of story.h: knows how to name versions, stamps and moments of one strategy's run.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/report/strategy_run.h"
#include "analysis/report/timeline.h"

namespace lastwrite {

class Narrator {
 public:
  Narrator(const StrategyRun& run, const Manifest& manifest);

  std::string tell(std::uint32_t operation) const;

 private:
  std::string headline(std::uint32_t operation) const;
  void narrate_request(std::uint32_t operation, Timeline& timeline) const;
  void narrate_reply(std::uint32_t operation, Timeline& timeline) const;
  void narrate_version(std::uint32_t version, std::uint32_t rival, Timeline& timeline) const;
  void narrate_meetings(std::uint32_t version, Timeline& timeline) const;
  std::string meeting(std::uint32_t region, std::uint32_t version, const RegionEvent& event) const;
  bool was_acknowledged(std::uint32_t version) const;
  std::string ending(std::uint32_t version) const;
  std::string prevention(std::uint32_t version) const;

  std::string name(std::uint32_t version) const;
  std::string stamp(std::uint32_t version) const;
  std::string client(const Operation& operation) const;
  const std::string& region(std::uint32_t index) const { return history_.regions[index].text; }

  const StrategyRun& run_;
  const History& history_;
  TrueTime start_;
  std::int64_t wall_start_ns_ = 0;  // what an exact clock showed at `start_`
};

}  // namespace lastwrite
