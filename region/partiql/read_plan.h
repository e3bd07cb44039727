// How a SELECT is carried out: queries of partitions, reads of single items, or a scan.
//
//   SELECT … WHERE id IN ['a', 'b'] AND line > 3 AND total > 9
//     -> two queries: id = 'a' AND line > 3, then id = 'b' AND line > 3; filter: total > 9
//
// Where every attribute of the partition key must equal a value or one of several, there is a step
// for each; of the sort key, what a query takes comes from the top-level ANDs. All else is a
// filter. Without such a partition key there are no steps: everything is scanned. Threading: pure
// functions.
#pragma once

#include <optional>
#include <vector>

#include "region/partiql/statement.h"
#include "region/value/key_schema.h"

namespace lastwrite {

/// The key of what is read: a table, or an index, which may have several attributes of each kind.
struct ReadKeys {
  std::vector<KeyAttribute> partition;
  std::vector<KeyAttribute> sort = {};
};

struct ReadStep {
  Condition key;                   // as of a query
  std::optional<Item> whole = {};  // where it pins every attribute of the key
};

struct ReadPlan {
  std::vector<ReadStep> steps = {};  // empty: a scan
  std::optional<Condition> filter = {};
  bool forward = true;
};

/// More partitions than this are refused (developer guide, "IN": 50 values of a partition key).
inline constexpr std::size_t kReadStepsMax = 50;

/// kValidation: values of another type than the key's, one twice, too many, or an ORDER BY that
/// keys cannot give.
Result<ReadPlan> plan_read(const SelectStatement& statement, const ReadKeys& keys);

}  // namespace lastwrite
