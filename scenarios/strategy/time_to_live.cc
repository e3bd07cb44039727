#include "scenarios/strategy/time_to_live.h"

namespace lastwrite {

void expire_at(WriteRequest& request, WallTime when) {
  constexpr std::int64_t kNsPerSecond = 1'000'000'000;
  const Number second(when.ns / kNsPerSecond);
  if (auto* put = std::get_if<PutItemInput>(&request)) {
    put->item.insert_or_assign(kTimeToLiveAttribute, second);
  } else if (auto* update = std::get_if<UpdateItemInput>(&request)) {
    update->update.actions.emplace_back(SetAction{attribute(kTimeToLiveAttribute), second});
  }
}

}  // namespace lastwrite
