// Key conditions as ranges of canonical key bytes, which order as the keys do.
//
//   Result<KeyRange> range = range_of(schema, condition);
//   store.items().range(table, *range, 100);
//
// Threading: pure functions.
#pragma once

#include "region/base/result.h"
#include "region/engine/table_description.h"
#include "region/expression/key_condition.h"
#include "region/store/store.h"

namespace lastwrite {

/// The keys that the condition takes, ascending. kValidation for values that no key may have.
Result<KeyRange> range_of(const KeySchema& schema, const KeyCondition& condition);

/// The same, of the entries of an index (index_entry.h).
Result<KeyRange> range_of(const IndexDescription& index, const CompositeKeyCondition& condition);

/// What of `range` comes after `last` in its direction.
KeyRange after(KeyRange range, const ItemKey& last);

}  // namespace lastwrite
