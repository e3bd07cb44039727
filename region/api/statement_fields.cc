#include "region/api/statement_fields.h"

#include <boost/json.hpp>

#include "region/api/json_value.h"
#include "region/partiql/parse_statement.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kStatementBytesMax = 8192;

void note_length(JsonFields& in, std::string_view member, std::string_view bound,
                 std::size_t value) {
  in.note(ErrorCode::kValidation,
          fmt::format("1 validation error detected: Value at '{}' failed to satisfy constraint: "
                      "Member must have length {} than or equal to {}",
                      member, bound, value));
}

std::vector<AttributeValue> read_parameters(JsonFields& in) {
  std::vector<AttributeValue> out;
  const json::array* given = in.array("Parameters");
  if (given == nullptr) return out;
  if (given->empty()) note_length(in, "parameters", "greater", 1);
  for (const json::value& one : *given) {
    auto value = attribute_value_from_json(one);
    if (!value) {
      in.note(value.error());
      return out;
    }
    out.push_back(*std::move(value));
  }
  return out;
}

}  // namespace

GivenStatement given_statement(JsonFields& in) {
  GivenStatement given{in.required_text("Statement")};
  if (in.ok() && given.text.empty()) note_length(in, "statement", "greater", 1);
  if (given.text.size() > kStatementBytesMax)
    note_length(in, "statement", "less", kStatementBytesMax);
  given.parameters = read_parameters(in);
  given.item_on_failure =
      in.choice("ReturnValuesOnConditionCheckFailure", {"NONE", "ALL_OLD"}) == "ALL_OLD";
  return given;
}

Result<Statement> parse(const GivenStatement& given) {
  return parse_statement(given.text, given.parameters);
}

Consumed consumed_by_read(const ReadOutput& output, const SelectStatement& statement,
                          bool consistent) {
  Consumed consumed;
  for (const PageOutput& page : output.pages)
    consumed += consumed_by_page(page, statement.index, consistent);
  return consumed;
}

Consumed consumed_by_statement(const StatementWritten& written) {
  return consumed_by_write(written.bytes, written.charges);
}

}  // namespace lastwrite
