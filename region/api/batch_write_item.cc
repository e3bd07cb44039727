#include <algorithm>
#include <set>
#include <variant>

#include <boost/json.hpp>

#include "region/api/batch_operations.h"
#include "region/api/batch_request.h"
#include "region/api/capacity_report.h"
#include "region/api/collection_metrics.h"
#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/engine/delete_item.h"
#include "region/engine/put_item.h"
#include "region/engine/throughput.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kWritesMax = 25;

using BatchWrite = std::variant<PutItemInput, DeleteItemInput>;

// --- what is asked -------------------------------------------------------------------------------

Result<BatchWrite> write_of(const TableName& table, const json::value& in) {
  const auto object = object_of(in);
  if (!object) return propagate(object);
  const json::value* put = (*object)->if_contains("PutRequest");
  const json::value* erase = (*object)->if_contains("DeleteRequest");
  if ((put == nullptr) == (erase == nullptr)) {
    return fail(ErrorCode::kValidation,
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one "
                "of the supported datatypes");
  }
  const auto request = object_of(put ? *put : *erase);
  if (!request) return propagate(request);
  JsonFields fields(**request);
  Item item = fields.item(put ? "Item" : "Key");
  if (const auto read = fields.finish(); !read) return propagate(read);
  if (put) return BatchWrite(PutItemInput{table, std::move(item)});
  return BatchWrite(DeleteItemInput{table, std::move(item)});
}

Result<std::vector<BatchWrite>> writes_of(const json::object& tables) {
  std::vector<BatchWrite> writes;
  std::set<TableName> seen;
  for (const auto& [name, requests] : tables) {
    const auto table = batch_table(name, seen);
    if (!table) return propagate(table);
    const auto list = array_of(requests);
    if (!list) return propagate(list);
    const auto length = check_batch_length(table->text, "member", (*list)->size(), kWritesMax);
    if (!length) return propagate(length);
    for (const json::value& request : **list) {
      auto write = write_of(*table, request);
      if (!write) return propagate(write);
      writes.push_back(*std::move(write));
      if (writes.size() > kWritesMax) return too_many_in_batch("BatchWriteItem");
    }
  }
  return writes;
}

// --- what is done --------------------------------------------------------------------------------

struct Prepare {
  Engine& engine;
  Result<LocalWrite> operator()(const PutItemInput& input) const {
    return prepare_put(engine, input);
  }
  Result<LocalWrite> operator()(const DeleteItemInput& input) const {
    return prepare_delete(engine, input);
  }
};

struct BatchWritten {
  ConsumedByTable units = {};
  std::map<TableName, std::vector<Item>> collections = {};  // of tables with local indexes
  std::vector<BatchWrite> unprocessed = {};                 // for want of capacity
};

// What one write cost, and whose collection it changed.
Result<void> note(BatchWritten& out, const TableDescription& table, const ItemKey& key,
                  const WriteOutput& written) {
  out.units[table.table] += consumed_by_change(table, written.old_item, written.new_item);
  if (table.indexes.empty()) return {};
  const Result<Item> attributes = table.key_schema.attributes_of(key);
  if (!attributes) return propagate(attributes);
  const auto collection = collection_of(table, *attributes);
  if (!collection) return {};
  std::vector<Item>& all = out.collections[table.table];
  if (std::find(all.begin(), all.end(), *collection) == all.end()) all.push_back(*collection);
  return {};
}

// A mistake in one request refuses all: nothing is written before all are prepared.
Result<std::vector<LocalWrite>> prepare_all(Engine& engine, const std::vector<BatchWrite>& writes) {
  std::vector<LocalWrite> prepared;
  std::set<std::pair<TableName, ItemKey>> seen;
  for (const BatchWrite& write : writes) {
    Result<LocalWrite> one = std::visit(Prepare{engine}, write);
    if (!one) return propagate(one);
    if (!seen.emplace(one->table->table, one->key).second)
      return fail(ErrorCode::kValidation, "Provided list of item keys contains duplicates");
    prepared.push_back(*std::move(one));
  }
  return prepared;
}

// Those for which there is no capacity stay; where that is all of them, the request is refused.
Result<BatchWritten> batch_write(Engine& engine, const std::vector<BatchWrite>& writes) {
  auto prepared = prepare_all(engine, writes);
  if (!prepared) return propagate(prepared);
  BatchWritten out;
  std::optional<Error> throttled;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    LocalWrite& write = (*prepared)[i];
    if (const auto open = admit_write(engine, write); !open) {
      throttled = open.error();
      out.unprocessed.push_back(writes[i]);
      continue;
    }
    const TableDescription& table = *write.table;
    const ItemKey key = write.key;
    const auto written = accept_and_spend(engine, std::move(write));
    if (!written) return fail(ErrorCode::kInternal, "{}", written.error().message);
    if (const auto noted = note(out, table, key, *written); !noted) return propagate(noted);
  }
  if (throttled && out.unprocessed.size() == writes.size()) return Failure(*throttled);
  return out;
}

// --- what is answered ----------------------------------------------------------------------------

json::object all_collection_metrics(const BatchWritten& written) {
  json::object metrics;
  for (const auto& [table, collections] : written.collections) {
    json::array& all = metrics[table.text].emplace_array();
    for (const Item& collection : collections) all.push_back(collection_metrics(collection));
  }
  return metrics;
}

struct RequestOf {
  json::object operator()(const PutItemInput& input) const {
    return {{"PutRequest", json::object{{"Item", to_json(input.item)}}}};
  }
  json::object operator()(const DeleteItemInput& input) const {
    return {{"DeleteRequest", json::object{{"Key", to_json(input.key)}}}};
  }
};

// In the form of RequestItems, to be sent again.
json::object requests_of(const std::vector<BatchWrite>& writes) {
  json::object tables;
  for (const BatchWrite& write : writes) {
    const TableName& table =
        std::visit([](const auto& input) -> const TableName& { return input.table; }, write);
    json::value& list = tables[table.text];
    if (!list.is_array()) list = json::array();
    list.get_array().push_back(std::visit(RequestOf{}, write));
  }
  return tables;
}

}  // namespace

void batch_write_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  const bool metrics = in.choice("ReturnItemCollectionMetrics", {"NONE", "SIZE"}) == "SIZE";
  const auto tables = batch_tables(in);
  if (!tables) return refuse(reply, tables.error());
  auto writes = writes_of(**tables);
  if (!writes) return refuse(reply, writes.error());
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<BatchWritten>(
      context,
      [&engine = context.engine, writes = *std::move(writes)] {
        return batch_write(engine, writes);
      },
      [wanted, metrics](const BatchWritten& written) -> ApiAnswer {
        json::object answer{{"UnprocessedItems", requests_of(written.unprocessed)}};
        if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(written.units, wanted);
        if (metrics && !written.collections.empty())
          answer["ItemCollectionMetrics"] = all_collection_metrics(written);
        return json::serialize(answer);
      },
      std::move(reply));
}

}  // namespace lastwrite
