#include "region/api/statement_transaction.h"

#include <memory>
#include <set>

#include <boost/json.hpp>

#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/api/statement_fields.h"
#include "region/api/transaction_answer.h"
#include "region/engine/write_path.h"
#include "region/partiql/write_action.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

struct Asked {
  std::vector<Statement> statements = {};
  std::vector<bool> item_on_failure = {};  // of each
};

// Of a statement that is wrong by itself, whatever the tables hold.
Failure failed_in(std::size_t index, const Error& error) {
  if (error.code != ErrorCode::kValidation) return Failure(error);
  return fail(ErrorCode::kValidation, "Validation failed in TransactStatements[{}]: {}", index,
              error.message);
}

Result<void> check_member(const Statement& statement) {
  if (returning_of(statement) != Returning::kNothing) {
    return fail(ErrorCode::kValidation, "RETURNING clause is not supported in ExecuteTransaction.");
  }
  const auto* select = std::get_if<SelectStatement>(&statement);
  if (select == nullptr || select->index.empty()) return {};
  return fail(ErrorCode::kValidation, "Reads on indices are not supported within transactions.");
}

Result<Asked> asked_of(const json::array& members) {
  std::vector<GivenStatement> given;
  for (const json::value& member : members) {
    const auto object = object_of(member);
    if (!object) return propagate(object);
    JsonFields in(**object);
    given.push_back(given_statement(in));
    if (const auto read = in.finish(); !read) return propagate(read);
  }
  Asked asked;
  for (std::size_t i = 0; i < given.size(); ++i) {
    Result<Statement> statement = parse(given[i]);
    if (!statement) return failed_in(i, statement.error());
    if (const auto checked = check_member(*statement); !checked)
      return failed_in(i, checked.error());
    if (i > 0 && is_read(*statement) != is_read(asked.statements.front())) {
      return fail(ErrorCode::kValidation,
                  "ExecuteTransaction API does not support both read and write operations in the "
                  "same request.");
    }
    asked.statements.push_back(*std::move(statement));
    asked.item_on_failure.push_back(given[i].item_on_failure);
  }
  return asked;
}

// --- writes and checks ---------------------------------------------------------------------------

// A statement whose key or table is wrong cancels the transaction; a check that is none refuses
// it.
bool cancels(const Statement& statement, const Error& error) {
  return error.code == ErrorCode::kResourceNotFound ||
         !std::holds_alternative<ExistsStatement>(statement);
}

Result<Carried> write_all(Engine& engine, const Asked& asked,
                          const std::optional<RequestToken>& token) {
  std::vector<TransactAction> actions;
  Carried refused;
  for (std::size_t i = 0; i < asked.statements.size(); ++i) {
    auto action = write_action(engine.catalog(), asked.statements[i]);
    CancellationReason& reason = refused.outcome.reasons.emplace_back();
    if (action) {
      actions.push_back(*std::move(action));
    } else if (cancels(asked.statements[i], action.error())) {
      refused.outcome.cancelled = true;
      reason.error = action.error();
    } else {
      return failed_in(i, action.error());
    }
  }
  if (refused.outcome.cancelled) return refused;
  Result<Carried> done = carry_out(engine, actions, token);
  if (!done) return done;
  for (std::size_t i = 0; i < done->outcome.reasons.size(); ++i) {
    CancellationReason& reason = done->outcome.reasons[i];
    if (!reason.error) continue;
    reason.error = statement_error(asked.statements[i], *reason.error);
    if (reason.error->code == ErrorCode::kDuplicateItem) reason.item.reset();
  }
  return done;
}

// --- reads ---------------------------------------------------------------------------------------

struct AllRead {
  std::vector<std::optional<Item>> items = {};
  ConsumedByTable units = {};
  std::vector<CancellationReason> missing = {};  // where a table is not there
};

const SelectStatement& select_of(const Statement& statement) {
  return std::get<SelectStatement>(statement);
}

// The keys of all; of a table that is not there none.
Result<std::vector<Item>> keys_of(Engine& engine, const std::vector<Statement>& statements,
                                  std::vector<CancellationReason>& missing) {
  std::vector<Item> keys;
  std::set<std::pair<TableName, ItemKey>> seen;
  bool cancelled = false;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const SelectStatement& select = select_of(statements[i]);
    auto key = single_item_key(engine, select,
                               "Select statements within ExecuteTransaction must specify the "
                               "primary key in the where clause.");
    CancellationReason& reason = missing.emplace_back();
    if (!key && key.error().code == ErrorCode::kResourceNotFound) {
      reason.error = key.error();
      cancelled = true;
      continue;
    }
    if (!key) return failed_in(i, key.error());
    const Result<Found> found = find_item(engine, select.table, *key, /*whole=*/false);
    if (!found) return propagate(found);
    if (!seen.emplace(select.table, found->key).second) {
      return fail(ErrorCode::kValidation,
                  "Transaction request cannot include multiple operations on one item");
    }
    keys.push_back(*std::move(key));
  }
  if (!cancelled) missing.clear();
  return keys;
}

Result<AllRead> read_all(Engine& engine, const std::vector<Statement>& statements) {
  AllRead out;
  const auto keys = keys_of(engine, statements, out.missing);
  if (!keys) return propagate(keys);
  if (!out.missing.empty()) return out;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const SelectStatement& select = select_of(statements[i]);
    Result<SingleRead> read = read_single_item(
        engine, select, {select.table, (*keys)[i], /*consistent=*/true, /*transactional=*/true});
    if (!read) return propagate(read);
    bytes += read->bytes;
    if (const auto fits = check_transaction_bytes(bytes); !fits) return propagate(fits);
    out.units[select.table].table +=
        read_units(read->bytes, /*consistent=*/true, /*transactional=*/true);
    out.items.push_back(std::move(read->item));
  }
  return out;
}

ApiAnswer render_reads(const AllRead& read, const std::string& wanted) {
  json::object answer;
  json::array& responses = answer["Responses"].emplace_array();
  for (const std::optional<Item>& item : read.items) {
    json::object& one = responses.emplace_back(json::object()).get_object();
    if (item) one["Item"] = to_json(*item);
  }
  if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(read.units, wanted);
  return json::serialize(answer);
}

}  // namespace

void execute_transaction_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const auto members = members_of(in, "TransactStatements", kTransactionItemsMax);
  if (!members) return refuse(reply, members.error());
  auto token = token_of(in, json::serialize(**members));
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  Result<Asked> asked = asked_of(**members);
  if (!asked) return refuse(reply, asked.error());
  const std::vector<bool> item_on_failure = asked->item_on_failure;
  if (is_read(asked->statements.front())) {
    return run<AllRead>(
        context,
        [&engine = context.engine, statements = std::move(asked->statements)] {
          return read_all(engine, statements);
        },
        [item_on_failure, wanted](const AllRead& read) -> ApiAnswer {
          if (!read.missing.empty())
            return tl::unexpected(cancelled(read.missing, item_on_failure));
          return render_reads(read, wanted);
        },
        std::move(reply));
  }
  run<Carried>(
      context,
      [&engine = context.engine, asked = *std::move(asked), token = std::move(token)] {
        return write_all(engine, asked, token);
      },
      [item_on_failure, wanted](const Carried& done) -> ApiAnswer {
        if (done.outcome.cancelled)
          return tl::unexpected(cancelled(done.outcome.reasons, item_on_failure));
        json::object answer{{"Responses", json::array()}};
        if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(done.units, wanted);
        return json::serialize(answer);
      },
      std::move(reply));
}

}  // namespace lastwrite
