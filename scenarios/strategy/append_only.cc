#include "scenarios/strategy/append_only.h"

#include "scenarios/strategy/item_layout.h"
#include "scenarios/strategy/sibling_key.h"

namespace lastwrite {

Item AppendOnly::item_key(const Attempt& attempt) const {
  return sibling_key(schema_, attempt.key, "", "+" + attempt.token);
}

WriteRequest AppendOnly::write(const Attempt& attempt, const GetItemOutput&) const {
  Attempt own = attempt;
  own.key = item_key(attempt);
  return plain_put(own, new_item(own, count_after(own, 0)));
}

}  // namespace lastwrite
