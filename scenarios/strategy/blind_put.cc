#include "scenarios/strategy/blind_put.h"

#include "scenarios/strategy/item_layout.h"

namespace lastwrite {

WriteRequest BlindPut::write(const Attempt& attempt, const GetItemOutput&) const {
  if (attempt.field) return set_field(attempt, attempt.key);
  return plain_put(attempt, new_item(attempt, count_after(attempt, attempt.own_last.value_or(0))));
}

}  // namespace lastwrite
