#include "region/engine/table_codec.h"

#include "proto/value.pb.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

constexpr std::uint32_t kStatusMax = static_cast<std::uint32_t>(TableStatus::kDeleting);
constexpr std::uint32_t kViewMax = static_cast<std::uint32_t>(StreamView::kNewAndOldImages);
constexpr std::uint32_t kProjectionMax =
    static_cast<std::uint32_t>(IndexProjection::Kind::kInclude);

// Key attributes travel as the partition key of a schema, of which there is a codec.
void write(const std::vector<KeyAttribute>& attributes,
           google::protobuf::RepeatedPtrField<v1::KeyAttribute>* out) {
  for (const KeyAttribute& attribute : attributes) {
    v1::KeySchema schema;
    to_proto(KeySchema{attribute, std::nullopt}, &schema);
    *out->Add() = schema.partition();
  }
}

Result<std::vector<KeyAttribute>> read(
    const google::protobuf::RepeatedPtrField<v1::KeyAttribute>& messages) {
  std::vector<KeyAttribute> attributes;
  for (const v1::KeyAttribute& message : messages) {
    v1::KeySchema schema;
    *schema.mutable_partition() = message;
    Result<KeySchema> one = key_schema_from_proto(schema);
    if (!one) return propagate(one);
    attributes.push_back(std::move(one->partition));
  }
  return attributes;
}

template <typename Message>
void write(const std::optional<ProvisionedThroughput>& units, Message* out) {
  if (!units) return;
  out->mutable_provisioned()->set_read_units(units->read_units);
  out->mutable_provisioned()->set_write_units(units->write_units);
}

template <typename Message>
std::optional<ProvisionedThroughput> throughput_of(const Message& message) {
  if (!message.has_provisioned()) return std::nullopt;
  return ProvisionedThroughput{message.provisioned().read_units(),
                               message.provisioned().write_units()};
}

void write(const IndexDescription& index, v1::IndexDefinition* out) {
  out->set_name(index.name);
  out->set_local(!index.global);
  write(index.partition, out->mutable_partition());
  write(index.sort, out->mutable_sort());
  out->set_projection(static_cast<std::uint32_t>(index.projection.kind));
  for (const std::string& name : index.projection.include) out->add_include(name);
  out->set_status(static_cast<std::uint32_t>(index.status));
  write(index.provisioned, out);
}

Result<IndexDescription> read(const v1::IndexDefinition& message) {
  if (message.projection() > kProjectionMax || message.status() > kStatusMax)
    return fail(ErrorCode::kCorrupt, "index {}", message.name());
  IndexDescription index;
  index.name = message.name();
  index.global = !message.local();
  auto partition = read(message.partition());
  if (!partition) return propagate(partition);
  index.partition = *std::move(partition);
  auto sort = read(message.sort());
  if (!sort) return propagate(sort);
  index.sort = *std::move(sort);
  index.projection.kind = static_cast<IndexProjection::Kind>(message.projection());
  index.projection.include = {message.include().begin(), message.include().end()};
  index.status = static_cast<TableStatus>(message.status());
  index.provisioned = throughput_of(message);
  return index;
}

Result<TableDescription> read(const TableName& name, const v1::TableDefinition& message,
                              const std::string& bytes) {
  v1::KeySchema schema;  // with which a definition begins
  if (!schema.ParseFromString(bytes)) return fail(ErrorCode::kCorrupt, "it is none");
  Result<KeySchema> key = key_schema_from_proto(schema);
  if (!key) return propagate(key);
  if (message.status() > kStatusMax || message.stream().view() > kViewMax)
    return fail(ErrorCode::kCorrupt, "its status or stream");
  TableDescription table{name, *std::move(key), WallTime{message.created_ns()}};
  table.status = static_cast<TableStatus>(message.status());
  table.global = !message.alone();
  table.group = message.group();
  for (const std::string& replica : message.replicas()) table.replicas.emplace_back(replica);
  for (const v1::IndexDefinition& one : message.indexes()) {
    Result<IndexDescription> index = read(one);
    if (!index) return propagate(index);
    table.indexes.push_back(*std::move(index));
  }
  if (message.has_stream()) {
    table.stream =
        StreamSettings{static_cast<StreamView>(message.stream().view()),
                       WallTime{message.stream().label_ns()}, !message.stream().disabled()};
  }
  table.time_to_live = message.time_to_live();
  table.provisioned = throughput_of(message);
  table.deletion_protection = message.deletion_protection();
  table.tags = {message.tags().begin(), message.tags().end()};
  return table;
}

}  // namespace

std::string encode(const TableDescription& table) {
  v1::KeySchema schema;
  to_proto(table.key_schema, &schema);
  v1::TableDefinition out;
  out.ParseFromString(schema.SerializeAsString());
  out.set_created_ns(table.created.ns);
  out.set_status(static_cast<std::uint32_t>(table.status));
  out.set_alone(!table.global);
  out.set_group(table.group);
  for (const RegionName& replica : table.replicas) out.add_replicas(replica.text);
  for (const IndexDescription& index : table.indexes) write(index, out.add_indexes());
  if (table.stream) {
    out.mutable_stream()->set_view(static_cast<std::uint32_t>(table.stream->view));
    out.mutable_stream()->set_label_ns(table.stream->label.ns);
    out.mutable_stream()->set_disabled(!table.stream->enabled);
  }
  out.set_time_to_live(table.time_to_live);
  write(table.provisioned, &out);
  out.set_deletion_protection(table.deletion_protection);
  out.mutable_tags()->insert(table.tags.begin(), table.tags.end());
  return out.SerializeAsString();
}

Result<TableDescription> decode_table(const TableName& name, const std::string& bytes) {
  v1::TableDefinition message;
  Result<TableDescription> table = message.ParseFromString(bytes)
                                       ? read(name, message, bytes)
                                       : fail(ErrorCode::kCorrupt, "it is none");
  if (!table)
    return fail(ErrorCode::kCorrupt, "the definition of table {} is damaged: {}", name,
                table.error().message);
  return table;
}

}  // namespace lastwrite
