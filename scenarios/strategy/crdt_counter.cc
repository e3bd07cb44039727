#include "scenarios/strategy/crdt_counter.h"

#include "scenarios/strategy/sibling_key.h"

namespace lastwrite {

Item CrdtCounter::item_key(const Attempt& attempt) const {
  return sibling_key(schema_, attempt.key, "", "@" + target(attempt).text);
}

}  // namespace lastwrite
