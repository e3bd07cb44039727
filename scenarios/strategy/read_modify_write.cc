#include "scenarios/strategy/read_modify_write.h"

#include "scenarios/strategy/item_layout.h"

namespace lastwrite {

WriteRequest ReadModifyWrite::write(const Attempt& attempt, const GetItemOutput& held) const {
  const std::int64_t before = integer_of(held.item, "count").value_or(0);
  return plain_put(attempt, new_item(attempt, count_after(attempt, before)));
}

}  // namespace lastwrite
