#include "region/api/item_operations.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/capacity_report.h"
#include "region/api/collection_metrics.h"
#include "region/api/json_fields.h"
#include "region/api/json_value.h"
#include "region/api/legacy_parameters.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/engine/update_item.h"
#include "region/expression/projection.h"
#include "region/expression/update_check.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

// What beside the write itself has to be found out on the loop.
struct SideWishes {
  bool item_on_failure = false;
  bool capacity = false;
  bool collection_metrics = false;
};

// A write that was acknowledged, or refused with the item that stood there.
struct WriteAnswer {
  std::optional<WriteOutput> written = {};
  std::optional<Item> refused_by = {};
  std::vector<IndexCharge> charges = {};
  std::optional<Item> collection = {};
};

// What the answer to a write is to hold.
struct WriteWishes {
  std::string return_values;       // NONE, ALL_OLD, UPDATED_OLD, ALL_NEW or UPDATED_NEW
  std::vector<Path> updated = {};  // for UPDATED_*
  SideWishes sides = {};
  std::string capacity;
  TableName table;
};

WriteWishes read_wishes(JsonFields& in, const TableName& table) {
  WriteWishes wishes;
  wishes.return_values =
      in.choice("ReturnValues", {"NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"});
  wishes.sides.item_on_failure =
      in.choice("ReturnValuesOnConditionCheckFailure", {"NONE", "ALL_OLD"}) == "ALL_OLD";
  wishes.capacity = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  wishes.sides.capacity = wishes.capacity != "NONE";
  wishes.sides.collection_metrics =
      in.choice("ReturnItemCollectionMetrics", {"NONE", "SIZE"}) == "SIZE";
  wishes.table = table;
  return wishes;
}

void only_old_values(JsonFields& in, const WriteWishes& wishes) {
  if (wishes.return_values != "NONE" && wishes.return_values != "ALL_OLD")
    in.note(ErrorCode::kValidation, "ReturnValues can only be ALL_OLD or NONE");
}

std::size_t size_of(const std::optional<Item>& item) {
  return item ? item_size_bytes(*item) : 0;
}

void put_attributes(json::object& answer, const std::optional<Item>& item,
                    const std::vector<Path>* only) {
  if (!item) return;
  json::object attributes = to_json(only ? project(*item, *only) : *item);
  if (!attributes.empty()) answer["Attributes"] = std::move(attributes);
}

ApiAnswer render_write(const WriteAnswer& result, const WriteWishes& wishes) {
  if (!result.written) {
    return tl::unexpected(ApiError{
        {ErrorCode::kConditionalCheckFailed, "The conditional request failed"},
        result.refused_by ? "\"Item\":" + json::serialize(to_json(*result.refused_by)) : ""});
  }
  const WriteOutput& written = *result.written;
  json::object answer;
  const bool updated = wishes.return_values.starts_with("UPDATED");
  if (wishes.return_values.ends_with("OLD"))
    put_attributes(answer, written.old_item, updated ? &wishes.updated : nullptr);
  if (wishes.return_values.ends_with("NEW"))
    put_attributes(answer, written.new_item, updated ? &wishes.updated : nullptr);
  const std::size_t bytes = std::max(size_of(written.old_item), size_of(written.new_item));
  CapacityReport(wishes.capacity, wishes.table)
      .into(answer, consumed_by_write(bytes, result.charges));
  if (result.collection) answer["ItemCollectionMetrics"] = collection_metrics(*result.collection);
  return json::serialize(answer);
}

// What its indexes make of a write that was accepted.
WriteAnswer told(Engine& engine, const TableName& name, const Item& key, WriteOutput written,
                 const SideWishes& wishes) {
  WriteAnswer answer{std::move(written)};
  if (!wishes.capacity && !wishes.collection_metrics) return answer;
  const auto table = engine.catalog().find(name);
  if (!table || (*table)->indexes.empty()) return answer;
  if (wishes.capacity)
    answer.charges = index_charges(**table, answer.written->old_item, answer.written->new_item);
  if (wishes.collection_metrics) answer.collection = collection_of(**table, key);
  return answer;
}

// The item that stood in the way of a condition is read in the same turn.
template <typename Input>
Result<WriteAnswer> attempt(Engine& engine, const Input& input, const Item& key, bool whole,
                            const SideWishes& wishes,
                            Result<WriteOutput> (*write)(Engine&, const Input&)) {
  Result<WriteOutput> written = write(engine, input);
  if (written) return told(engine, input.table, key, *std::move(written), wishes);
  const bool refused = written.error().code == ErrorCode::kConditionalCheckFailed;
  if (!refused || !wishes.item_on_failure) return propagate(written);
  Result<Found> found = find_item(engine, input.table, key, whole);
  if (!found) return propagate(found);
  WriteAnswer answer;
  if (found->item()) answer.refused_by = *found->item();
  return answer;
}

template <typename Attempt>
void run_write(ApiContext& context, WriteWishes wishes, Attempt attempt_now, ApiReply reply) {
  run<WriteAnswer>(
      context, std::move(attempt_now),
      [wishes = std::move(wishes)](const WriteAnswer& answer) {
        return render_write(answer, wishes);
      },
      std::move(reply));
}

}  // namespace

void put_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  in.placeholders_need({"ConditionExpression"});
  PutItemInput input{in.table(), in.item("Item"), write_condition(in)};
  WriteWishes wishes = read_wishes(in, input.table);
  only_old_values(in, wishes);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  const SideWishes sides = wishes.sides;
  run_write(
      context, std::move(wishes),
      [&engine = context.engine, input = std::move(input), sides] {
        return attempt(engine, input, input.item, true, sides, put_item);
      },
      std::move(reply));
}

void delete_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  in.placeholders_need({"ConditionExpression"});
  DeleteItemInput input{in.table(), in.item("Key"), write_condition(in)};
  WriteWishes wishes = read_wishes(in, input.table);
  only_old_values(in, wishes);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  const SideWishes sides = wishes.sides;
  run_write(
      context, std::move(wishes),
      [&engine = context.engine, input = std::move(input), sides] {
        return attempt(engine, input, input.key, false, sides, delete_item);
      },
      std::move(reply));
}

void update_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  in.placeholders_need({"UpdateExpression", "ConditionExpression"});
  UpdateItemInput input{in.table(), in.item("Key"), update_of(in), write_condition(in)};
  WriteWishes wishes = read_wishes(in, input.table);
  for (const UpdateAction& action : input.update.actions) wishes.updated.push_back(path_of(action));
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  const SideWishes sides = wishes.sides;
  run_write(
      context, std::move(wishes),
      [&engine = context.engine, input = std::move(input), sides] {
        return attempt(engine, input, input.key, false, sides, update_item);
      },
      std::move(reply));
}

void get_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  in.placeholders_need({}, "ProjectionExpression");
  GetItemInput input{in.table(), in.item("Key")};
  const auto projection = projection_of(in);
  input.consistent = in.flag("ConsistentRead").value_or(false);
  const bool consistent = input.consistent;
  CapacityReport capacity(in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"}),
                          input.table);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<GetItemOutput>(
      context,
      [&engine = context.engine, input = std::move(input)] { return get_item(engine, input); },
      [=](const GetItemOutput& output) -> ApiAnswer {
        json::object answer;
        if (output.item)
          answer["Item"] = to_json(projection ? project(*output.item, *projection) : *output.item);
        capacity.into(answer, read_units(size_of(output.item), consistent));
        return json::serialize(answer);
      },
      std::move(reply));
}

}  // namespace lastwrite
