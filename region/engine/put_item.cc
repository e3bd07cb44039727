#include "region/engine/put_item.h"

#include "region/engine/index_rules.h"
#include "region/engine/throughput.h"

namespace lastwrite {

Result<LocalWrite> prepare_put(Engine& engine, const PutItemInput& input) {
  Result<Found> found = find_item(engine, input.table, input.item, /*whole=*/true);
  if (!found) return propagate(found);
  if (const auto fits = check_index_keys(*found->table, input.item); !fits) return propagate(fits);
  return prepare_write(*std::move(found), input.item, input.condition, input.operation);
}

Result<WriteOutput> put_item(Engine& engine, const PutItemInput& input) {
  if (const auto open = admit_write(engine, input.table); !open) return propagate(open);
  return write_within_capacity(engine, prepare_put(engine, input),
                               {input.table, input.item, /*whole=*/true});
}

}  // namespace lastwrite
