#include "region/api/batch_request.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"

namespace lastwrite {
namespace json = boost::json;

Result<const json::object*> batch_tables(JsonFields& in) {
  const json::object* tables = in.object("RequestItems");
  if (tables != nullptr && !tables->empty()) return tables;
  if (!in.ok()) return propagate(in.finish());
  return fail(ErrorCode::kValidation,
              "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: "
              "Member must have length greater than or equal to 1");
}

Result<void> check_batch_length(std::string_view table, std::string_view list, std::size_t count,
                                std::size_t most) {
  if (count > 0 && count <= most) return {};
  return fail(ErrorCode::kValidation,
              "1 validation error detected: Value at 'RequestItems.{}.{}' failed to satisfy "
              "constraint: Member must have length {} than or equal to {}",
              table, list, count == 0 ? "greater" : "less", count == 0 ? 1 : most);
}

Result<TableName> batch_table(std::string_view member, std::set<TableName>& seen) {
  Result<TableName> table = table_of(member);
  if (!table || seen.insert(*table).second) return table;
  return fail(ErrorCode::kValidation,
              "RequestItems names the table {} twice, by its name and by its ARN: put all of its "
              "requests into one list",
              table->text);
}

Failure too_many_in_batch(std::string_view operation) {
  return fail(ErrorCode::kValidation, "Too many items requested for the {} call", operation);
}

}  // namespace lastwrite
