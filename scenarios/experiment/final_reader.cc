#include "scenarios/experiment/final_reader.h"

#include <utility>

namespace lastwrite {

void FinalReader::start(std::function<void()> done) {
  left_ = roster_.with(RegionCondition::kLive);
  left_ = {left_.rbegin(), left_.rend()};
  done_ = std::move(done);
  read_next();
}

void FinalReader::read_next() {
  if (left_.empty()) return std::exchange(done_, nullptr)();
  const RegionName region = left_.back();
  left_.pop_back();
  cluster_.versions(region, table_,
                    lifetime_.guard([this, region](const Result<std::vector<HeldVersion>>& held) {
                      if (!held) {
                        roster_.set(region, RegionCondition::kLost);
                      } else {
                        for (const HeldVersion& version : *held) {
                          recorder_.final_version(region, version);
                        }
                      }
                      read_next();
                    }));
}

}  // namespace lastwrite
