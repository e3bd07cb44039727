#include "region/api/transaction_answer.h"

#include <boost/json.hpp>

#include "region/api/json_value.h"
#include "region/api/request_hash.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

// "transactItems", as the messages spell the member.
std::string spelled(std::string_view name) {
  std::string out(name);
  if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z')
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

}  // namespace

Result<const json::array*> members_of(JsonFields& in, std::string_view name, std::size_t most) {
  const json::array* members = in.array(name);
  if (!in.ok()) return propagate(in.finish());
  const std::size_t count = members ? members->size() : 0;
  if (count > 0 && count <= most) return members;
  return fail(
      ErrorCode::kValidation,
      "1 validation error detected: Value at '{}' failed to satisfy constraint: Member must "
      "have length {} than or equal to {}",
      spelled(name), count == 0 ? "greater" : "less", count == 0 ? 1 : most);
}

std::optional<RequestToken> token_of(JsonFields& in, std::string_view asked) {
  constexpr std::size_t kTokenMax = 36;
  auto token = in.text("ClientRequestToken");
  if (!token) return std::nullopt;
  if (token->empty() || token->size() > kTokenMax) {
    in.note(
        ErrorCode::kValidation,
        fmt::format("1 validation error detected: Value '{}' at 'clientRequestToken' failed to "
                    "satisfy constraint: Member must have length {} than or equal to {}",
                    *token, token->empty() ? "greater" : "less", token->empty() ? 1 : kTokenMax));
  }
  return RequestToken{*std::move(token), request_hash(asked)};
}

Result<Carried> carry_out(Engine& engine, const std::vector<TransactAction>& actions,
                          const std::optional<RequestToken>& token) {
  auto outcome = transact_write(engine, actions, token);
  if (!outcome) return propagate(outcome);
  Carried done{*std::move(outcome)};
  for (const TransactWritten& one : done.outcome.written) {
    done.units[one.table->table] +=
        consumed_by_transaction(consumed_by_write(one.bytes, one.charges));
  }
  return done;
}

std::string reason_code(const Error& error) {
  std::string name(traits(error.code).wire_name);
  if (error.code == ErrorCode::kValidation || error.code == ErrorCode::kItemTooLarge)
    return "ValidationError";
  return name.substr(0, name.find("Exception"));
}

ApiError cancelled(const std::vector<CancellationReason>& reasons,
                   const std::vector<bool>& item_on_failure) {
  json::array told;
  std::string codes;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const CancellationReason& reason = reasons[i];
    const std::string code = reason.error ? reason_code(*reason.error) : "None";
    json::object one{{"Code", code}};
    if (reason.error) one["Message"] = reason.error->message;
    if (reason.item && i < item_on_failure.size() && item_on_failure[i])
      one["Item"] = to_json(*reason.item);
    told.push_back(std::move(one));
    codes += (codes.empty() ? "" : ", ") + code;
  }
  return {{ErrorCode::kTransactionCanceled,
           fmt::format("Transaction cancelled, please refer cancellation reasons for specific "
                       "reasons [{}]",
                       codes)},
          "\"CancellationReasons\":" + json::serialize(told)};
}

}  // namespace lastwrite
