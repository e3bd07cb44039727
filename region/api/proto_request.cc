#include "region/api/proto_request.h"

#include "proto/region.pb.h"
#include "region/api/proto_condition.h"
#include "region/api/proto_update.h"
#include "region/engine/table_codec.h"
#include "region/value/proto_value.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

template <typename Request>
Result<std::optional<Condition>> optional_condition(const Request& request) {
  if (!request.has_condition()) return std::optional<Condition>();
  Result<Condition> condition = condition_from_proto(request.condition());
  if (!condition) return propagate(condition);
  return std::optional<Condition>(std::move(*condition));
}

// What an item or key map in a request is, with a damaged one as the client's mistake.
Result<Item> request_item(const v1::Item& in) {
  Result<Item> item = item_from_proto(in);
  if (!item) return fail(ErrorCode::kValidation, "{}", item.error().message);
  return item;
}

template <typename Input, typename Out>
void write_common(const Input& input, Out* out) {
  out->set_table(input.table.text);
  if (input.condition) to_proto(*input.condition, out->mutable_condition());
  out->set_operation(static_cast<std::uint64_t>(input.operation));
}

// Reads what all writes have beside their item or key.
template <typename Input, typename Request>
Result<Input> read_common(const Request& request, const v1::Item& item, Item Input::*where) {
  Result<Item> parsed = request_item(item);
  if (!parsed) return propagate(parsed);
  auto condition = optional_condition(request);
  if (!condition) return propagate(condition);
  Input input;
  input.table = TableName(request.table());
  input.*where = std::move(*parsed);
  input.condition = std::move(*condition);
  input.operation = static_cast<OperationId>(request.operation());
  return input;
}

}  // namespace

Result<CreateTableInput> from_proto(const v1::CreateTableRequest& request) {
  Result<KeySchema> schema = key_schema_from_proto(request.key_schema());
  if (!schema) return fail(ErrorCode::kValidation, "{}", schema.error().message);
  CreateTableInput input{TableName(request.table()), std::move(*schema)};
  if (!request.has_definition()) return input;
  auto table = decode_table(input.table, request.definition().SerializeAsString());
  if (!table) return fail(ErrorCode::kValidation, "{}", table.error().message);
  input.global = table->global;
  input.indexes = std::move(table->indexes);
  if (table->stream) input.stream = table->stream->view;
  input.provisioned = table->provisioned;
  input.deletion_protection = table->deletion_protection;
  input.tags = std::move(table->tags);
  return input;
}

Result<TimeToLiveInput> from_proto(const v1::UpdateTimeToLiveRequest& request) {
  return TimeToLiveInput{TableName(request.table()), request.attribute()};
}

Result<PutItemInput> from_proto(const v1::PutItemRequest& request) {
  return read_common<PutItemInput>(request, request.item(), &PutItemInput::item);
}

Result<UpdateItemInput> from_proto(const v1::UpdateItemRequest& request) {
  auto input = read_common<UpdateItemInput>(request, request.key(), &UpdateItemInput::key);
  if (!input) return input;
  for (const v1::UpdateAction& one : request.actions()) {
    Result<UpdateAction> action = action_from_proto(one);
    if (!action) return propagate(action);
    input->update.actions.push_back(std::move(*action));
  }
  return input;
}

Result<DeleteItemInput> from_proto(const v1::DeleteItemRequest& request) {
  return read_common<DeleteItemInput>(request, request.key(), &DeleteItemInput::key);
}

Result<GetItemInput> from_proto(const v1::GetItemRequest& request) {
  Result<Item> key = request_item(request.key());
  if (!key) return propagate(key);
  return GetItemInput{TableName(request.table()), std::move(*key)};
}

Result<TransactPutsInput> from_proto(const v1::TransactPutsRequest& request) {
  TransactPutsInput input;
  for (const v1::PutItemRequest& put : request.puts()) {
    Result<PutItemInput> one = from_proto(put);
    if (!one) return propagate(one);
    input.puts.push_back(*std::move(one));
  }
  return input;
}

void to_proto(const TransactPutsInput& input, v1::TransactPutsRequest* out) {
  for (const PutItemInput& put : input.puts) to_proto(put, out->add_puts());
}

void to_proto(const CreateTableInput& input, v1::CreateTableRequest* out) {
  out->set_table(input.table.text);
  to_proto(input.key_schema, out->mutable_key_schema());
  TableDescription table{input.table, input.key_schema};
  table.global = input.global;
  table.indexes = input.indexes;
  if (input.stream) table.stream = StreamSettings{*input.stream};
  table.provisioned = input.provisioned;
  table.deletion_protection = input.deletion_protection;
  table.tags = input.tags;
  out->mutable_definition()->ParseFromString(encode(table));
}

void to_proto(const TimeToLiveInput& input, v1::UpdateTimeToLiveRequest* out) {
  out->set_table(input.table.text);
  out->set_attribute(input.attribute);
}

void to_proto(const PutItemInput& input, v1::PutItemRequest* out) {
  write_common(input, out);
  to_proto(input.item, out->mutable_item());
}

void to_proto(const UpdateItemInput& input, v1::UpdateItemRequest* out) {
  write_common(input, out);
  to_proto(input.key, out->mutable_key());
  for (const UpdateAction& action : input.update.actions) to_proto(action, out->add_actions());
}

void to_proto(const DeleteItemInput& input, v1::DeleteItemRequest* out) {
  write_common(input, out);
  to_proto(input.key, out->mutable_key());
}

void to_proto(const GetItemInput& input, v1::GetItemRequest* out) {
  out->set_table(input.table.text);
  to_proto(input.key, out->mutable_key());
}

void to_proto(const WriteOutput& output, v1::WriteResponse* out) {
  to_proto(output.version, out->mutable_version());
  if (output.new_item) to_proto(*output.new_item, out->mutable_new_item());
}

void to_proto(const GetItemOutput& output, v1::GetItemResponse* out) {
  if (output.version) to_proto(*output.version, out->mutable_version());
  if (output.item) to_proto(*output.item, out->mutable_item());
  if (output.attributes) to_proto(*output.attributes, out->mutable_attributes());
}

Result<WriteOutput> from_proto(const v1::WriteResponse& response) {
  if (response.has_error()) return Failure(from_proto(response.error()));
  Result<Stamp> version = stamp_from_proto(response.version());
  if (!version) return propagate(version);
  WriteOutput output{std::move(*version), std::nullopt};
  if (!response.has_new_item()) return output;
  Result<Item> item = item_from_proto(response.new_item());
  if (!item) return propagate(item);
  output.new_item = std::move(*item);
  return output;
}

void to_proto(const std::vector<WriteOutput>& outputs, v1::TransactPutsResponse* out) {
  for (const WriteOutput& output : outputs) to_proto(output, out->add_writes());
}

Result<std::vector<WriteOutput>> from_proto(const v1::TransactPutsResponse& response) {
  if (response.has_error()) return Failure(from_proto(response.error()));
  std::vector<WriteOutput> outputs;
  for (const v1::WriteResponse& write : response.writes()) {
    Result<WriteOutput> one = from_proto(write);
    if (!one) return propagate(one);
    outputs.push_back(*std::move(one));
  }
  return outputs;
}

Result<GetItemOutput> from_proto(const v1::GetItemResponse& response) {
  if (response.has_error()) return Failure(from_proto(response.error()));
  GetItemOutput output;
  if (response.has_version()) {
    Result<Stamp> version = stamp_from_proto(response.version());
    if (!version) return propagate(version);
    output.version = std::move(*version);
  }
  if (response.has_attributes()) {
    Result<AttributeStamps> attributes = stamps_from_proto(response.attributes());
    if (!attributes) return propagate(attributes);
    output.attributes = std::move(*attributes);
  }
  if (response.has_item()) {
    Result<Item> item = item_from_proto(response.item());
    if (!item) return propagate(item);
    output.item = std::move(*item);
  }
  return output;
}

void to_proto(const Error& error, v1::ServiceError* out) {
  const std::string_view name = traits(error.code).wire_name;
  out->set_name(name.empty() ? "InternalServerError" : std::string(name));
  out->set_message(error.message);
}

Error from_proto(const v1::ServiceError& error) {
  for (const ErrorCode code :
       {ErrorCode::kValidation, ErrorCode::kConditionalCheckFailed, ErrorCode::kResourceNotFound,
        ErrorCode::kResourceInUse, ErrorCode::kThrottling, ErrorCode::kUnavailable}) {
    if (traits(code).wire_name == error.name()) return {code, error.message()};
  }
  return {ErrorCode::kInternal, error.message()};
}

}  // namespace lastwrite
