#include "region/api/batch_operations.h"

#include <algorithm>
#include <set>
#include <variant>

#include <boost/json.hpp>

#include "region/api/capacity_report.h"
#include "region/api/collection_metrics.h"
#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/api/legacy_parameters.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/expression/projection.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kWritesMax = 25;
constexpr std::size_t kReadsMax = 100;
constexpr std::size_t kAnswerBytesMax = 16 * 1024 * 1024;

using BatchWrite = std::variant<PutItemInput, DeleteItemInput>;

Failure too_many(std::size_t most) {
  return fail(ErrorCode::kValidation, "Too many items requested for the {} call",
              most == kWritesMax ? "BatchWriteItem" : "BatchGetItem");
}

// "TableName" of a member name; each member of RequestItems is a table.
Result<const json::object*> tables_of(JsonFields& in) {
  const json::object* tables = in.object("RequestItems");
  if (tables == nullptr || tables->empty()) {
    if (!in.ok()) return propagate(in.finish());
    return fail(ErrorCode::kValidation,
                "1 validation error detected: Value at 'requestItems' failed to satisfy "
                "constraint: Member must have length greater than or equal to 1");
  }
  return tables;
}

// --- BatchWriteItem ------------------------------------------------------------------------------

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
  for (const auto& [name, requests] : tables) {
    const auto table = table_of(name);
    if (!table) return propagate(table);
    const auto list = array_of(requests);
    if (!list) return propagate(list);
    for (const json::value& request : **list) {
      auto write = write_of(*table, request);
      if (!write) return propagate(write);
      writes.push_back(*std::move(write));
      if (writes.size() > kWritesMax) return too_many(kWritesMax);
    }
  }
  return writes;
}

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
  ConsumedByTable units;
  std::map<TableName, std::vector<Item>> collections = {};  // of tables with local indexes
};

// What one write cost, and whose collection it changed.
Result<void> note(BatchWritten& out, const TableDescription& table, const ItemKey& key,
                  const WriteOutput& written) {
  const auto size = [](const auto& item) { return item ? item_size_bytes(*item) : 0; };
  out.units[table.table] +=
      consumed_by_write(std::max(size(written.old_item), size(written.new_item)),
                        index_charges(table, written.old_item, written.new_item));
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
Result<BatchWritten> batch_write(Engine& engine, const std::vector<BatchWrite>& writes) {
  std::vector<LocalWrite> prepared;
  std::set<std::pair<TableName, ItemKey>> seen;
  for (const BatchWrite& write : writes) {
    Result<LocalWrite> one = std::visit(Prepare{engine}, write);
    if (!one) return propagate(one);
    if (!seen.emplace(one->table->table, one->key).second)
      return fail(ErrorCode::kValidation, "Provided list of item keys contains duplicates");
    prepared.push_back(*std::move(one));
  }
  BatchWritten out;
  for (LocalWrite& write : prepared) {
    const TableDescription& table = *write.table;
    const ItemKey key = write.key;
    const auto written = accept_write(engine, std::move(write));
    if (!written) return fail(ErrorCode::kInternal, "{}", written.error().message);
    if (const auto noted = note(out, table, key, *written); !noted) return propagate(noted);
  }
  return out;
}

json::object all_collection_metrics(const BatchWritten& written) {
  json::object metrics;
  for (const auto& [table, collections] : written.collections) {
    json::array& all = metrics[table.text].emplace_array();
    for (const Item& collection : collections) all.push_back(collection_metrics(collection));
  }
  return metrics;
}

// --- BatchGetItem --------------------------------------------------------------------------------

struct TableReads {
  TableName table;
  std::vector<Item> keys;
  std::optional<std::vector<Path>> projection;
  bool consistent = false;
};

Result<TableReads> reads_of(const TableName& table, const json::value& in) {
  const auto object = object_of(in);
  if (!object) return propagate(object);
  JsonFields fields(**object);
  TableReads reads;
  reads.table = table;
  reads.projection = projection_of(fields);
  reads.consistent = fields.flag("ConsistentRead").value_or(false);
  const json::array* keys = fields.array("Keys");
  if (const auto read = fields.finish(); !read) return propagate(read);
  if (keys == nullptr || keys->empty()) {
    return fail(ErrorCode::kValidation,
                "1 validation error detected: Value at 'requestItems.{}.member.keys' failed to "
                "satisfy constraint: Member must have length greater than or equal to 1",
                table);
  }
  for (const json::value& key : *keys) {
    auto item = item_from_json(key);
    if (!item) return propagate(item);
    reads.keys.push_back(*std::move(item));
  }
  return reads;
}

Result<std::vector<TableReads>> all_reads_of(const json::object& tables) {
  std::vector<TableReads> all;
  std::size_t count = 0;
  for (const auto& [name, request] : tables) {
    const auto table = table_of(name);
    if (!table) return propagate(table);
    auto reads = reads_of(*table, request);
    if (!reads) return propagate(reads);
    count += reads->keys.size();
    if (count > kReadsMax) return too_many(kReadsMax);
    all.push_back(*std::move(reads));
  }
  return all;
}

struct TableAnswer {
  TableName table;
  std::vector<Item> items;
  std::vector<Item> unprocessed;  // keys that no longer fitted
  double units = 0;
};

Result<TableAnswer> read_table(Engine& engine, const TableReads& reads, std::size_t& bytes) {
  TableAnswer answer{reads.table, {}, {}, 0};
  std::set<ItemKey> seen;
  for (const Item& key : reads.keys) {
    const Result<Found> found = find_item(engine, reads.table, key, /*whole=*/false);
    if (!found) return propagate(found);
    if (!seen.insert(found->key).second)
      return fail(ErrorCode::kValidation, "Provided list of item keys contains duplicates");
    if (bytes >= kAnswerBytesMax) {
      answer.unprocessed.push_back(key);
      continue;
    }
    const auto version = found->stored ? std::optional(found->stored->version) : std::nullopt;
    engine.observer().on_read({reads.table, found->key, version});
    const std::size_t size = found->item() ? item_size_bytes(*found->item()) : 0;
    bytes += size;
    answer.units += read_units(size, reads.consistent);
    if (found->item() == nullptr) continue;
    answer.items.push_back(reads.projection ? project(*found->item(), *reads.projection)
                                            : *found->item());
  }
  return answer;
}

Result<std::vector<TableAnswer>> batch_get(Engine& engine, const std::vector<TableReads>& all) {
  std::vector<TableAnswer> answers;
  std::size_t bytes = 0;
  for (const TableReads& reads : all) {
    auto answer = read_table(engine, reads, bytes);
    if (!answer) return propagate(answer);
    answers.push_back(*std::move(answer));
  }
  return answers;
}

ApiAnswer render_reads(const std::vector<TableAnswer>& tables, const std::string& wanted) {
  json::object responses, unprocessed;
  ConsumedByTable units;
  for (const TableAnswer& table : tables) {
    json::array& items = responses[table.table.text].emplace_array();
    for (const Item& item : table.items) items.push_back(to_json(item));
    units[table.table].table += table.units;
    if (table.unprocessed.empty()) continue;
    json::object& left = unprocessed[table.table.text].emplace_object();
    json::array& keys = left["Keys"].emplace_array();
    for (const Item& key : table.unprocessed) keys.push_back(to_json(key));
  }
  json::object answer{{"Responses", std::move(responses)},
                      {"UnprocessedKeys", std::move(unprocessed)}};
  if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(units, wanted);
  return json::serialize(answer);
}

}  // namespace

void batch_write_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  const bool metrics = in.choice("ReturnItemCollectionMetrics", {"NONE", "SIZE"}) == "SIZE";
  const auto tables = tables_of(in);
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
        json::object answer{{"UnprocessedItems", json::object()}};
        if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(written.units, wanted);
        if (metrics && !written.collections.empty())
          answer["ItemCollectionMetrics"] = all_collection_metrics(written);
        return json::serialize(answer);
      },
      std::move(reply));
}

void batch_get_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  const auto tables = tables_of(in);
  if (!tables) return refuse(reply, tables.error());
  auto reads = all_reads_of(**tables);
  if (!reads) return refuse(reply, reads.error());
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<std::vector<TableAnswer>>(
      context,
      [&engine = context.engine, reads = *std::move(reads)] { return batch_get(engine, reads); },
      [wanted](const std::vector<TableAnswer>& answers) { return render_reads(answers, wanted); },
      std::move(reply));
}

}  // namespace lastwrite
