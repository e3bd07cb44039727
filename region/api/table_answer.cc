#include "region/api/table_answer.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/stream_json.h"
#include "region/stream/stream_id.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr double kNanosecondsPerSecond = 1e9;

std::string_view type_text(KeyType type) {
  return type == KeyType::kString ? "S" : (type == KeyType::kNumber ? "N" : "B");
}

std::string_view status_text(TableStatus status) {
  switch (status) {
    case TableStatus::kActive:
      break;
    case TableStatus::kCreating:
      return "CREATING";
    case TableStatus::kUpdating:
      return "UPDATING";
    case TableStatus::kDeleting:
      return "DELETING";
  }
  return "ACTIVE";
}

std::string_view status_text(ReplicaState state) {
  switch (state) {
    case ReplicaState::kCreating:
      return "CREATING";
    case ReplicaState::kCreationFailed:
      return "CREATION_FAILED";
    case ReplicaState::kDeleting:
    case ReplicaState::kGone:
      return "DELETING";
    case ReplicaState::kAlone:
    case ReplicaState::kActive:
      break;
  }
  return "ACTIVE";
}

// --- keys ----------------------------------------------------------------------------------------

json::array key_schema(const std::vector<KeyAttribute>& partition,
                       const std::vector<KeyAttribute>& sort) {
  json::array schema;
  const auto add = [&](const std::vector<KeyAttribute>& attributes, std::string_view kind) {
    for (const KeyAttribute& one : attributes)
      schema.push_back(json::object{{"AttributeName", one.name}, {"KeyType", kind}});
  };
  add(partition, "HASH");
  add(sort, "RANGE");
  return schema;
}

json::array key_schema(const KeySchema& schema) {
  std::vector<KeyAttribute> sort;
  if (schema.sort) sort.push_back(*schema.sort);
  return key_schema({schema.partition}, sort);
}

json::array definitions(const TableDescription& table) {
  std::map<std::string, KeyType> types;
  const auto add = [&](const KeyAttribute& one) { types.emplace(one.name, one.type); };
  add(table.key_schema.partition);
  if (table.key_schema.sort) add(*table.key_schema.sort);
  for (const IndexDescription& index : table.indexes) {
    for (const KeyAttribute& one : index.partition) add(one);
    for (const KeyAttribute& one : index.sort) add(one);
  }
  json::array out;
  for (const auto& [name, type] : types)
    out.push_back(json::object{{"AttributeName", name}, {"AttributeType", type_text(type)}});
  return out;
}

// --- what is set ---------------------------------------------------------------------------------

json::object throughput(const std::optional<ProvisionedThroughput>& units) {
  return {{"NumberOfDecreasesToday", 0},
          {"ReadCapacityUnits", units ? units->read_units : 0},
          {"WriteCapacityUnits", units ? units->write_units : 0}};
}

json::object projection(const IndexProjection& projected) {
  json::object out;
  switch (projected.kind) {
    case IndexProjection::Kind::kAll:
      out["ProjectionType"] = "ALL";
      break;
    case IndexProjection::Kind::kKeysOnly:
      out["ProjectionType"] = "KEYS_ONLY";
      break;
    case IndexProjection::Kind::kInclude:
      out["ProjectionType"] = "INCLUDE";
      out["NonKeyAttributes"] = json::array(projected.include.begin(), projected.include.end());
      break;
  }
  return out;
}

json::object index_object(const TableView& view, const IndexDescription& index) {
  json::object out{{"IndexName", index.name},
                   {"KeySchema", key_schema(index.partition, index.sort)},
                   {"Projection", projection(index.projection)},
                   {"IndexSizeBytes", 0},
                   {"ItemCount", 0},
                   {"IndexArn", fmt::format("{}/index/{}", table_arn(view.region, view.table.table),
                                            index.name)}};
  if (!index.global) return out;
  out["IndexStatus"] = status_text(index.status);
  if (index.status == TableStatus::kCreating) out["Backfilling"] = true;
  out["ProvisionedThroughput"] =
      throughput(index.provisioned ? index.provisioned : view.table.provisioned);
  return out;
}

void add_indexes(const TableView& view, json::object& out) {
  for (const IndexDescription& index : view.table.indexes) {
    json::value& list = out[index.global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes"];
    if (!list.is_array()) list = json::array();
    list.get_array().push_back(index_object(view, index));
  }
}

void add_stream(const TableView& view, json::object& out) {
  if (!view.table.stream) return;
  const StreamId id = stream_id(view.table.table, *view.table.stream);
  out["LatestStreamArn"] = stream_arn(view.region, id);
  out["LatestStreamLabel"] = label_text(id.label);
  if (!view.table.stream->enabled) return;
  out["StreamSpecification"] =
      json::object{{"StreamEnabled", true}, {"StreamViewType", view_text(view.table.stream->view)}};
}

void add_replicas(const TableView& view, json::object& out) {
  if (view.replicas.empty()) return;
  out["GlobalTableVersion"] = "2019.11.21";
  json::array& replicas = out["Replicas"].emplace_array();
  for (const auto& [region, state] : view.replicas) {
    json::object replica{{"RegionName", region.text},
                         {"ReplicaStatus", status_text(state)},
                         {"ReplicaArn", table_arn(region, view.table.table)}};
    if (state == ReplicaState::kCreationFailed) {
      replica["ReplicaStatusDescription"] = fmt::format(
          "Failed to create a the new replica of table with name: '{}' because one or more "
          "replicas already existed as tables.",
          view.table.table);
    }
    replicas.push_back(std::move(replica));
  }
}

// A table changes while a part of it does.
TableStatus status_of(const TableView& view) {
  if (view.table.status != TableStatus::kActive) return view.table.status;
  const bool indexes =
      std::any_of(view.table.indexes.begin(), view.table.indexes.end(),
                  [](const auto& one) { return one.status != TableStatus::kActive; });
  const bool replicas =
      std::any_of(view.replicas.begin(), view.replicas.end(), [](const auto& one) {
        return one.second == ReplicaState::kCreating || one.second == ReplicaState::kDeleting;
      });
  return indexes || replicas ? TableStatus::kUpdating : TableStatus::kActive;
}

json::object table_object(const TableView& view) {
  const TableDescription& table = view.table;
  json::object out{
      {"TableName", table.table.text},
      {"TableStatus", status_text(status_of(view))},
      {"TableArn", table_arn(view.region, table.table)},
      {"CreationDateTime", static_cast<double>(table.created.ns) / kNanosecondsPerSecond},
      {"AttributeDefinitions", definitions(table)},
      {"KeySchema", key_schema(table.key_schema)},
      {"ItemCount", 0},
      {"TableSizeBytes", 0},
      {"ProvisionedThroughput", throughput(table.provisioned)},
      {"DeletionProtectionEnabled", table.deletion_protection}};
  if (!table.provisioned)
    out["BillingModeSummary"] = json::object{{"BillingMode", "PAY_PER_REQUEST"}};
  add_indexes(view, out);
  add_stream(view, out);
  add_replicas(view, out);
  return out;
}

}  // namespace

Result<TableView> view_of(Engine& engine, const TableDescription& table) {
  TableView view{table, engine.region()};
  if (engine.peers().empty()) return view;
  auto replicas = replicas_seen(engine, table);
  if (!replicas) return propagate(replicas);
  view.replicas = *std::move(replicas);
  return view;
}

std::string render_table(const TableView& view, std::string_view member) {
  json::object answer;
  answer[member] = table_object(view);
  return json::serialize(answer);
}

}  // namespace lastwrite
