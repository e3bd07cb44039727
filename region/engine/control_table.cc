#include "region/engine/control_table.h"

#include <algorithm>

#include "region/engine/table_codec.h"

namespace lastwrite {
namespace {

constexpr std::string_view kDefinition = "definition/";
constexpr std::string_view kReplica = "replica/";
constexpr char kValue[] = "value";
constexpr std::size_t kRowsMax = 1'000;  // of one table

std::string definition_prefix(const TableName& table) {
  return fmt::format("{}{}/", kDefinition, table);
}

std::string replica_prefix(const TableName& table) {
  return fmt::format("{}{}/", kReplica, table);
}

const std::string* value_of(const StoredItem& stored) {
  if (!stored.item) return nullptr;
  const auto found = stored.item->find(kValue);
  const auto* bytes = found == stored.item->end() ? nullptr : found->second.get_if<Binary>();
  return bytes ? &bytes->bytes : nullptr;
}

// A stamp above what stands: what this region says after it has heard is never older.
Stamp stamp_above(Engine& engine, const std::optional<StoredItem>& previous) {
  if (previous) engine.stamper().observe(previous->version);
  Stamp stamp = engine.stamper().next();
  if (previous && stamp <= previous->version)
    stamp = {previous->version.time, previous->version.counter + 1, engine.region()};
  return stamp;
}

Result<void> announce(Engine& engine, const ItemKey& key, std::string value) {
  const auto previous = engine.store().items().get(control_table(), key);
  if (!previous) return propagate(previous);
  if (*previous && value_of(**previous) != nullptr && *value_of(**previous) == value) return {};
  ChangeRecord record;
  record.table = control_table();
  record.key = key;
  record.stamp = stamp_above(engine, *previous);
  record.item = Item{{kValue, AttributeValue(Binary{std::move(value)})}};
  record.sequence = engine.take_sequence();
  record.observer.accepted_at = engine.clock().now();
  StoredItem stored{record.stamp, record.item};
  stored.sequence = record.sequence;
  if (const auto r = engine.store().items().put(control_table(), key, stored); !r) return r;
  return engine.store().log().append(record);
}

// What stands under keys that begin so: the rest of each key, and its value.
Result<std::vector<std::pair<std::string, std::string>>> rows_of(Engine& engine,
                                                                 const std::string& prefix) {
  std::string beyond = prefix;
  beyond.back() = static_cast<char>(beyond.back() + 1);
  const auto items = engine.store().items().range(control_table(), {prefix, beyond}, kRowsMax);
  if (!items) return propagate(items);
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& [key, stored] : *items) {
    const std::string* value = value_of(stored);
    if (value == nullptr)
      return fail(ErrorCode::kCorrupt, "the announcement {} is damaged", key.bytes);
    rows.emplace_back(key.bytes.substr(prefix.size()), *value);
  }
  return rows;
}

}  // namespace

TableName control_table() {
  return TableName("$control");
}

Result<void> announce_definition(Engine& engine, const TableDescription& table) {
  return announce(engine, {definition_prefix(table.table) + table.group}, encode(table));
}

Result<void> announce_replica(Engine& engine, const TableName& table, const ReplicaReport& report) {
  return announce(engine, {replica_prefix(table) + engine.region().text},
                  fmt::format("{}{}", static_cast<int>(report.state), report.group));
}

Result<std::map<RegionName, ReplicaReport>> replica_reports(Engine& engine,
                                                            const TableName& table) {
  const auto rows = rows_of(engine, replica_prefix(table));
  if (!rows) return propagate(rows);
  std::map<RegionName, ReplicaReport> reports;
  for (const auto& [region, value] : *rows) {
    if (value.empty() || value[0] < '0' || value[0] > '5')
      return fail(ErrorCode::kCorrupt, "the state of {} in {} is damaged", table, region);
    reports.emplace(RegionName(region),
                    ReplicaReport{static_cast<ReplicaState>(value[0] - '0'), value.substr(1)});
  }
  return reports;
}

Result<std::vector<TableDescription>> definitions_of(Engine& engine, const TableName& table) {
  const auto rows = rows_of(engine, definition_prefix(table));
  if (!rows) return propagate(rows);
  std::vector<TableDescription> definitions;
  for (const auto& [group, value] : *rows) {
    auto definition = decode_table(table, value);
    if (!definition) return propagate(definition);
    definitions.push_back(*std::move(definition));
  }
  return definitions;
}

Result<std::optional<TableDescription>> apply_announcement(Engine& engine,
                                                           const ChangeRecord& record) {
  const auto stored = engine.store().items().get(record.table, record.key);
  if (!stored) return propagate(stored);
  engine.stamper().observe(record.stamp);
  if (*stored && (*stored)->version >= record.stamp) return std::nullopt;
  StoredItem taken{record.stamp, record.item};
  taken.sequence = record.sequence;
  if (const auto r = engine.store().items().put(record.table, record.key, taken); !r)
    return propagate(r);
  const std::string* value = value_of(taken);
  if (!record.key.bytes.starts_with(kDefinition) || value == nullptr) return std::nullopt;
  const std::string rest = record.key.bytes.substr(kDefinition.size());
  auto definition = decode_table(TableName(rest.substr(0, rest.find('/'))), *value);
  if (!definition) return propagate(definition);
  return std::optional(*std::move(definition));
}

}  // namespace lastwrite
