#include "region/engine/set_time_to_live.h"

#include "region/engine/change_table.h"

namespace lastwrite {

Result<TableDescription> set_time_to_live(Engine& engine, const TimeToLiveInput& input) {
  constexpr std::size_t kAttributeBytesMax = 255;
  if (input.attribute.size() > kAttributeBytesMax)
    return fail(ErrorCode::kValidation, "TimeToLive AttributeName must have 1 to 255 characters");
  const auto found = engine.catalog().find(input.table);
  if (!found) return propagate(found);
  TableDescription table = **found;
  table.time_to_live = input.attribute;
  if (const auto kept = keep_table(engine, table); !kept) return propagate(kept);
  return table;
}

}  // namespace lastwrite
