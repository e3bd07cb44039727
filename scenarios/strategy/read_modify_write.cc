#include "scenarios/strategy/read_modify_write.h"

#include "scenarios/strategy/item_layout.h"

namespace lastwrite {

WriteRequest ReadModifyWrite::write(const Attempt& attempt, const GetItemOutput& held) const {
  return plain_put(attempt, next_item(attempt, held));
}

}  // namespace lastwrite
