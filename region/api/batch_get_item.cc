#include <set>

#include <boost/json.hpp>

#include "region/api/batch_operations.h"
#include "region/api/batch_request.h"
#include "region/api/capacity_report.h"
#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/api/legacy_parameters.h"
#include "region/engine/throughput.h"
#include "region/expression/projection.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kReadsMax = 100;
constexpr std::size_t kAnswerBytesMax = 16 * 1024 * 1024;

// --- what is asked -------------------------------------------------------------------------------

struct TableReads {
  TableName table;
  std::vector<Item> keys;
  std::optional<std::vector<Path>> projection;
  bool consistent = false;
  json::object wishes;  // all but the keys, as it came
};

Result<TableReads> reads_of(const TableName& table, const json::value& in) {
  const auto object = object_of(in);
  if (!object) return propagate(object);
  JsonFields fields(**object);
  fields.placeholders_need({}, "ProjectionExpression");
  TableReads reads;
  reads.table = table;
  reads.projection = projection_of(fields);
  reads.consistent = fields.flag("ConsistentRead").value_or(false);
  reads.wishes = **object;
  reads.wishes.erase("Keys");
  const json::array* keys = fields.array("Keys");
  if (const auto read = fields.finish(); !read) return propagate(read);
  const auto length =
      check_batch_length(table.text, "member.Keys", keys ? keys->size() : 0, kReadsMax);
  if (!length) return propagate(length);
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
  std::set<TableName> seen;
  for (const auto& [name, request] : tables) {
    const auto table = batch_table(name, seen);
    if (!table) return propagate(table);
    auto reads = reads_of(*table, request);
    if (!reads) return propagate(reads);
    count += reads->keys.size();
    if (count > kReadsMax) return too_many_in_batch("BatchGetItem");
    all.push_back(*std::move(reads));
  }
  return all;
}

// --- what is done --------------------------------------------------------------------------------

struct TableAnswer {
  TableName table;
  std::vector<Item> items = {};
  std::vector<Item> unprocessed = {};  // keys that no longer fitted, or for want of capacity
  json::object wishes = {};
  double units = 0;
};

struct BatchRead {
  std::vector<TableAnswer> tables = {};
  std::size_t bytes = 0;
  std::size_t read = 0;  // items, those that are not there too
  std::optional<Error> throttled = {};
};

// False when the item has to wait. The first one always fits.
bool fits(const BatchRead& so_far, std::size_t bytes) {
  return so_far.read == 0 || so_far.bytes + bytes <= kAnswerBytesMax;
}

Result<void> read_table(Engine& engine, const TableReads& reads, BatchRead& all) {
  TableAnswer& answer = all.tables.emplace_back(TableAnswer{reads.table});
  answer.wishes = reads.wishes;
  std::set<ItemKey> seen;
  for (const Item& key : reads.keys) {
    const Result<Found> found = find_item(engine, reads.table, key, /*whole=*/false);
    if (!found) return propagate(found);
    if (!seen.insert(found->key).second)
      return fail(ErrorCode::kValidation, "Provided list of item keys contains duplicates");
    const std::size_t size = found->item() ? item_size_bytes(*found->item()) : 0;
    const auto open = admit_read(engine, *found->table);
    if (!open) all.throttled = open.error();
    if (!open || !fits(all, size)) {
      answer.unprocessed.push_back(key);
      continue;
    }
    const auto version = found->stored ? std::optional(found->stored->version) : std::nullopt;
    engine.observer().on_read({reads.table, found->key, version});
    all.bytes += size;
    ++all.read;
    const double units = read_units(size, reads.consistent);
    spend_read(engine, *found->table, Consumed{units});
    answer.units += units;
    if (found->item() == nullptr) continue;
    answer.items.push_back(reads.projection ? project(*found->item(), *reads.projection)
                                            : *found->item());
  }
  return {};
}

Result<BatchRead> batch_get(Engine& engine, const std::vector<TableReads>& all) {
  BatchRead out;
  for (const TableReads& reads : all) {
    if (const auto read = read_table(engine, reads, out); !read) return propagate(read);
  }
  if (out.throttled && out.read == 0) return Failure(*out.throttled);
  return out;
}

// --- what is answered ----------------------------------------------------------------------------

ApiAnswer render_reads(const BatchRead& read, const std::string& wanted) {
  json::object responses, unprocessed;
  ConsumedByTable units;
  for (const TableAnswer& table : read.tables) {
    json::array& items = responses[table.table.text].emplace_array();
    for (const Item& item : table.items) items.push_back(to_json(item));
    units[table.table].table += table.units;
    if (table.unprocessed.empty()) continue;
    json::object& left = unprocessed[table.table.text].emplace_object();
    left = table.wishes;
    json::array& keys = left["Keys"].emplace_array();
    for (const Item& key : table.unprocessed) keys.push_back(to_json(key));
  }
  json::object answer{{"Responses", std::move(responses)},
                      {"UnprocessedKeys", std::move(unprocessed)}};
  if (wanted != "NONE") answer["ConsumedCapacity"] = render_capacities(units, wanted);
  return json::serialize(answer);
}

}  // namespace

void batch_get_item_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  const auto tables = batch_tables(in);
  if (!tables) return refuse(reply, tables.error());
  auto reads = all_reads_of(**tables);
  if (!reads) return refuse(reply, reads.error());
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<BatchRead>(
      context,
      [&engine = context.engine, reads = *std::move(reads)] { return batch_get(engine, reads); },
      [wanted](const BatchRead& read) { return render_reads(read, wanted); }, std::move(reply));
}

}  // namespace lastwrite
