#include "region/api/transact_operations.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/api/transaction_answer.h"
#include "region/engine/get_item.h"
#include "region/expression/projection.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

struct ReadAction {
  TransactAction action;
  bool item_on_failure = false;
};

Result<ReadAction> read_action_of(std::string_view kind, const json::object& in) {
  JsonFields fields(in);
  ReadAction read;
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

void transact_get_items_api(const json::object& body, ApiContext& context, ApiReply reply) {
  struct Read {
    GetItemInput input;
    std::optional<std::vector<Path>> projection;
  };
  struct Items {
    std::vector<std::optional<Item>> items;
    ConsumedByTable units;
  };
  JsonFields in(body);
  const auto entries = members_of(in, "TransactItems", kTransactionItemsMax);
  if (!entries) return refuse(reply, entries.error());
  std::vector<Read> reads;
  for (const json::value& entry : **entries) {
    const auto kind = entry_of(entry, {"Get"});
    if (!kind) return refuse(reply, kind.error());
    JsonFields fields(*kind->second);
    Read read{{fields.table(), fields.item("Key")}, fields.projection("ProjectionExpression")};
    if (const auto done = fields.finish(); !done) return refuse(reply, done.error());
    reads.push_back(std::move(read));
  }
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<Items>(
      context,
      [&engine = context.engine, reads = std::move(reads)]() -> Result<Items> {
        Items items;
        for (const Read& read : reads) {
          auto output = get_item(engine, read.input);
          if (!output) return propagate(output);
          const std::size_t bytes = output->item ? item_size_bytes(*output->item) : 0;
          items.units[read.input.table].table +=
              read_units(bytes, /*consistent=*/true, /*transactional=*/true);
          if (output->item && read.projection)
            output->item = project(*output->item, *read.projection);
          items.items.push_back(std::move(output->item));
        }
        return items;
      },
      [wanted](const Items& read) -> ApiAnswer {
        json::object answer;
        json::array& responses = answer["Responses"].emplace_array();
        for (const auto& item : read.items) {
          json::object& one = responses.emplace_back(json::object()).get_object();
          if (item) one["Item"] = to_json(*item);
        }
        if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(read.units, wanted);
        return json::serialize(answer);
      },
      std::move(reply));
}

}  // namespace lastwrite
