#include "scenarios/strategy/atomic_add.h"

#include "scenarios/strategy/item_layout.h"

namespace lastwrite {

WriteRequest AtomicAdd::write(const Attempt& attempt, const GetItemOutput&) const {
  if (attempt.field) return set_field(attempt, item_key(attempt));
  Update update;
  if (attempt.increment) {
    update.actions.emplace_back(AddAction{attribute("count"), Number(*attempt.increment)});
  }
  if (attempt.appends) {
    update.actions.emplace_back(AddAction{attribute("tokens"), StringSet{{attempt.token}}});
  }
  update.actions.emplace_back(SetAction{attribute("token"), String(attempt.token)});
  update.actions.emplace_back(SetAction{attribute("writer"), String(attempt.client_region.text)});
  if (attempt.padding > 0) {
    update.actions.emplace_back(SetAction{attribute("payload"), String(attempt.padding, 'x')});
  }
  return UpdateItemInput{.table = attempt.table,
                         .key = item_key(attempt),
                         .update = std::move(update),
                         .condition = std::nullopt,
                         .operation = attempt.operation};
}

}  // namespace lastwrite
