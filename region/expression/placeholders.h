// What the #names and :values of a request stand for, and which of them its expressions have used.
//
//   Placeholders placeholders({{"#c", "count"}}, {{":one", Number(1)}});
//   Result<Update> update = parse_update("SET #c = #c + :one", placeholders);
//   Result<void> used = placeholders.check_all_used();       // after every expression of the
//   request
//
// Threading: one thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "region/base/result.h"
#include "region/value/attribute_value.h"

namespace lastwrite {

class Placeholders {
 public:
  using Names = std::map<std::string, std::string, std::less<>>;
  using Values = std::map<std::string, AttributeValue, std::less<>>;

  Placeholders() = default;
  Placeholders(Names names, Values values) : names_(std::move(names)), values_(std::move(values)) {}

  /// What "#name" stands for, and notes its use; nullptr: nothing.
  const std::string* name(std::string_view placeholder);
  /// What ":value" stands for, and notes its use; nullptr: nothing.
  const AttributeValue* value(std::string_view placeholder);

  /// kValidation, with DynamoDB's words, when something was given and not used.
  Result<void> check_all_used() const;

 private:
  Names names_;
  Values values_;
  std::set<std::string, std::less<>> used_;  // both: their first characters differ
};

}  // namespace lastwrite
