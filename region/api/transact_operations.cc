#include "region/api/transact_operations.h"

#include <set>

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/api/transaction_answer.h"
#include "region/engine/get_item.h"
#include "region/engine/throughput.h"
#include "region/expression/projection.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kOneOperationAnItem =
    "Transaction request cannot include multiple operations on one item";

struct ReadAction {
  TransactAction action;
  bool item_on_failure = false;
};

Result<ReadAction> read_action_of(std::string_view kind, const json::object& in) {
  JsonFields fields(in);
  ReadAction read;
  if (kind == "Update") {
    fields.placeholders_need({"UpdateExpression", "ConditionExpression"});
  } else {
    fields.placeholders_need({"ConditionExpression"});
  }
  const TableName table = fields.table();
  auto condition = fields.condition("ConditionExpression");
  if (kind == "Put") {
    read.action = PutItemInput{table, fields.item("Item"), std::move(condition)};
  } else if (kind == "Update") {
    auto update = fields.update("UpdateExpression");
    if (!update)
      fields.note(
          ErrorCode::kValidation,
          "The parameter 'UpdateExpression' is required but was not present in the request");
    read.action =
        UpdateItemInput{table, fields.item("Key"), update.value_or(Update{}), std::move(condition)};
  } else if (kind == "Delete") {
    read.action = DeleteItemInput{table, fields.item("Key"), std::move(condition)};
  } else {
    if (!condition)
      fields.note(
          ErrorCode::kValidation,
          "The parameter 'ConditionExpression' is required but was not present in the request");
    read.action =
        ConditionCheckInput{table, fields.item("Key"), condition.value_or(Condition{AllOf{}})};
  }
  read.item_on_failure =
      fields.choice("ReturnValuesOnConditionCheckFailure", {"NONE", "ALL_OLD"}) == "ALL_OLD";
  if (const auto done = fields.finish(); !done) return propagate(done);
  return read;
}

// The one member of an entry of TransactItems, whose name is one of `kinds`.
Result<std::pair<std::string_view, const json::object*>> entry_of(
    const json::value& in, std::initializer_list<std::string_view> kinds) {
  const auto object = object_of(in);
  if (!object) return propagate(object);
  if ((*object)->size() == 1) {
    const auto& [name, value] = *(*object)->begin();
    for (const std::string_view kind : kinds) {
      if (kind != std::string_view(name)) continue;
      const auto inner = object_of(value);
      if (!inner) return propagate(inner);
      return std::pair{kind, *inner};
    }
  }
  return fail(ErrorCode::kValidation, "TransactItems can only contain one of {}",
              fmt::join(kinds.begin(), kinds.end(), ", "));
}

}  // namespace

void transact_write_items_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const auto entries = members_of(in, "TransactItems", kTransactionItemsMax);
  if (!entries) return refuse(reply, entries.error());
  std::vector<TransactAction> actions;
  std::vector<bool> item_on_failure;
  for (const json::value& entry : **entries) {
    const auto kind = entry_of(entry, {"Put", "Update", "Delete", "ConditionCheck"});
    if (!kind) return refuse(reply, kind.error());
    auto read = read_action_of(kind->first, *kind->second);
    if (!read) return refuse(reply, read.error());
    actions.push_back(std::move(read->action));
    item_on_failure.push_back(read->item_on_failure);
  }
  auto token = token_of(in, json::serialize(**entries));
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<Carried>(
      context,
      [&engine = context.engine, actions = std::move(actions), token = std::move(token)] {
        return carry_out(engine, actions, token);
      },
      [item_on_failure, wanted](const Carried& done) -> ApiAnswer {
        if (done.outcome.cancelled)
          return tl::unexpected(cancelled(done.outcome.reasons, item_on_failure));
        json::object answer;
        if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(done.units, wanted);
        return json::serialize(answer);
      },
      std::move(reply));
}

// --- TransactGetItems ----------------------------------------------------------------------------

namespace {

struct Read {
  GetItemInput input;
  std::optional<std::vector<Path>> projection;
};

Result<std::vector<Read>> reads_of(const json::array& entries) {
  std::vector<Read> reads;
  for (const json::value& entry : entries) {
    const auto kind = entry_of(entry, {"Get"});
    if (!kind) return propagate(kind);
    JsonFields fields(*kind->second);
    fields.placeholders_need({}, "ProjectionExpression");
    Read read{{fields.table(), fields.item("Key")}, fields.projection("ProjectionExpression")};
    if (const auto done = fields.finish(); !done) return propagate(done);
    reads.push_back(std::move(read));
  }
  return reads;
}

struct ReadTogether {
  std::vector<std::optional<Item>> items = {};
  ConsumedByTable units = {};
  bool cancelled = false;
  std::vector<CancellationReason> reasons = {};  // in the order of the reads, where cancelled
};

// Whether all of it may be read: each item once, and of tables that have capacity.
Result<ReadTogether> checked(Engine& engine, const std::vector<Read>& reads) {
  ReadTogether out;
  std::set<std::pair<TableName, ItemKey>> seen;
  for (const Read& read : reads) {
    const Result<Found> found = find_item(engine, read.input.table, read.input.key, false);
    if (!found) return propagate(found);
    if (!seen.emplace(read.input.table, found->key).second)
      return fail(ErrorCode::kValidation, "{}", kOneOperationAnItem);
    CancellationReason& reason = out.reasons.emplace_back();
    if (const auto open = admit_read(engine, *found->table); !open) reason.error = open.error();
    out.cancelled = out.cancelled || reason.error;
  }
  return out;
}

Result<ReadTogether> read_together(Engine& engine, const std::vector<Read>& reads) {
  Result<ReadTogether> out = checked(engine, reads);
  if (!out || out->cancelled) return out;
  std::size_t all_bytes = 0;
  for (const Read& read : reads) {
    auto output = read_item(engine, read.input);
    if (!output) return propagate(output);
    const std::size_t bytes = output->item ? item_size_bytes(*output->item) : 0;
    all_bytes += bytes;
    if (const auto fits = check_transaction_bytes(all_bytes); !fits) return propagate(fits);
    const Consumed units{read_units(bytes, /*consistent=*/true, /*transactional=*/true)};
    out->units[read.input.table] += units;
    const auto table = engine.catalog().find(read.input.table);
    if (table) spend_read(engine, **table, units);
    if (output->item && read.projection) output->item = project(*output->item, *read.projection);
    out->items.push_back(std::move(output->item));
  }
  return out;
}

ApiAnswer render_together(const ReadTogether& read, const std::string& wanted) {
  if (read.cancelled) return tl::unexpected(cancelled(read.reasons, {}));
  json::object answer;
  json::array& responses = answer["Responses"].emplace_array();
  for (const auto& item : read.items) {
    json::object& one = responses.emplace_back(json::object()).get_object();
    if (item) one["Item"] = to_json(*item);
  }
  if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(read.units, wanted);
  return json::serialize(answer);
}

}  // namespace

void transact_get_items_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const auto entries = members_of(in, "TransactItems", kTransactionItemsMax);
  if (!entries) return refuse(reply, entries.error());
  auto reads = reads_of(**entries);
  if (!reads) return refuse(reply, reads.error());
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<ReadTogether>(
      context,
      [&engine = context.engine, reads = *std::move(reads)] {
        return read_together(engine, reads);
      },
      [wanted](const ReadTogether& read) { return render_together(read, wanted); },
      std::move(reply));
}

}  // namespace lastwrite
