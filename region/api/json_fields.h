// The members of one JSON request, read by name. The first mistake is kept and everything after it
// reads as absent, so that an operation reads all it wants and asks once, at the end:
//
//   JsonFields in(body);
//   PutItemInput input{in.table(), in.item("Item"), in.condition()};
//   if (const auto read = in.finish(); !read) return propagate(read);
//
// Messages are DynamoDB's where they are known. Threading: one thread; `body` must outlive it.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/ids.h"
#include "region/base/result.h"
#include "region/expression/condition.h"
#include "region/expression/placeholders.h"
#include "region/expression/update.h"

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

namespace lastwrite {

class JsonFields {
 public:
  explicit JsonFields(const boost::json::object& body) : body_(body) {}

  bool has(std::string_view name) const;
  std::optional<std::string> text(std::string_view name);
  std::string required_text(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  /// kValidation outside [min, max].
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
  /// The member's text, which must be one of `choices`; the first of them where it is absent
  /// ("" is no choice: it says that there is none by default).
  std::string choice(std::string_view name, std::initializer_list<std::string_view> choices);
  const boost::json::object* object(std::string_view name);
  const boost::json::array* array(std::string_view name);
  std::vector<std::string> texts(std::string_view name);

  /// "TableName": a name, or the ARN of a table, of which the name is taken.
  TableName table();
  /// A required item or key.
  Item item(std::string_view name);
  std::optional<Item> optional_item(std::string_view name);

  /// ExpressionAttributeNames and …Values of this request.
  Placeholders& placeholders();
  std::optional<Condition> condition(std::string_view name);
  std::optional<Update> update(std::string_view name);
  std::optional<std::vector<Path>> projection(std::string_view name);

  /// Keeps the first mistake.
  void note(const Error& error);
  void note(ErrorCode code, std::string message);
  bool ok() const { return !error_; }

  /// The first mistake, if there is one: also placeholders that no expression used.
  Result<void> finish();

 private:
  const boost::json::value* find(std::string_view name) const;
  Placeholders::Names names();
  Placeholders::Values values();

  template <typename T, typename Read>
  std::optional<T> read_as(std::string_view name, Read read);

  const boost::json::object& body_;
  std::optional<Error> error_;
  std::optional<Placeholders> placeholders_;
};

/// The name of "Orders" or "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders".
Result<TableName> table_of(std::string_view name_or_arn);

}  // namespace lastwrite
