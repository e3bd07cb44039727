// The parts of a WHERE clause that are about keys.
//
//   keyed_condition(WHERE id = 'a' AND n > 5, schema)     ->  {"id": "a"}, rest: n > 5
//
// Threading: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/base/result.h"
#include "region/expression/condition.h"
#include "region/value/key_schema.h"

namespace lastwrite {

/// The operands of its ANDs, those within them too; itself where it is none.
std::vector<Condition> conjuncts_of(const Condition& condition);
/// nullopt of none.
std::optional<Condition> all_of(std::vector<Condition> conjuncts);

/// The values of `name = v`; of `name IN […]` and of ORs of such, several. Empty: it says something
/// else.
std::vector<AttributeValue> values_required(const Condition& conjunct, const std::string& name);

/// What a WHERE clause of one item says: its key, and what must hold beside it.
struct KeyedCondition {
  Item key;
  std::optional<Condition> rest;
};

/// kValidation where a part of the key is missing or asked to be two values at once. Types are not
/// looked at.
Result<KeyedCondition> keyed_condition(const std::optional<Condition>& where,
                                       const KeySchema& schema);

}  // namespace lastwrite
