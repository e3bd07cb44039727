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
#include <utility>
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
  /// `path`: where the object stands in the request, such as "keySchema.1.member.", for messages.
  explicit JsonFields(const boost::json::object& body, std::string path = "")
      : body_(body), path_(std::move(path)) {}

  bool has(std::string_view name) const;
  std::optional<std::string> text(std::string_view name);
  std::string required_text(std::string_view name);
  /// Required too, in the words that the service has for members of structures.
  std::string not_null_text(std::string_view name);
  /// The member as messages spell it: "keySchema.1.member.attributeName".
  std::string path_of(std::string_view name) const;
  /// Notes that the member failed "Member must …"; `value`: in quotes, or null.
  void note_constraint(std::string_view name, std::string_view value, std::string_view constraint);
  std::optional<bool> flag(std::string_view name);
  /// kValidation outside [min, max].
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
  /// The member's text, which must be one of `choices`; the first of them where it is absent
  /// ("" is no choice: it says that there is none by default).
  std::string choice(std::string_view name, std::initializer_list<std::string_view> choices);
  const boost::json::object* object(std::string_view name);
  const boost::json::array* array(std::string_view name);
  std::vector<std::string> texts(std::string_view name);

  /// Reads each object of an array, or the object, if it is there; mistakes inside are noted here.
  void each(std::string_view name, const std::function<void(JsonFields&)>& read);
  void member(std::string_view name, const std::function<void(JsonFields&)>& read);

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

  /// Placeholders that come without any of these expressions are a mistake; names may come with
  /// the `projection` alone.
  void placeholders_need(std::initializer_list<std::string_view> expressions,
                         std::string_view projection = "");

  /// The first mistake, if there is one: also placeholders that no expression used.
  Result<void> finish();

 private:
  const boost::json::value* find(std::string_view name) const;
  Placeholders::Names names();
  Placeholders::Values values();

  template <typename T, typename Read>
  std::optional<T> read_as(std::string_view name, Read read);

  const boost::json::object& body_;
  std::string path_;
  std::optional<Error> error_;
  std::optional<Placeholders> placeholders_;
};

/// The name of "Orders" or "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders".
Result<TableName> table_of(std::string_view name_or_arn);

}  // namespace lastwrite
