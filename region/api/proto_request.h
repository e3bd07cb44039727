// Requests and answers of the data operations to and from the wire. Errors: kValidation for what no
// client should send (a path without elements, an unknown verb or comparator, a damaged item).
#pragma once

#include <vector>

#include "region/base/result.h"
#include "region/engine/requests.h"
#include "region/engine/transact_puts_input.h"

namespace lastwrite {

namespace v1 {
class Condition;
class CreateTableRequest;
class DeleteItemRequest;
class GetItemRequest;
class GetItemResponse;
class PutItemRequest;
class ServiceError;
class TransactPutsRequest;
class TransactPutsResponse;
class UpdateItemRequest;
class UpdateTimeToLiveRequest;
class WriteResponse;
}  // namespace v1

Result<CreateTableInput> from_proto(const v1::CreateTableRequest& request);
Result<TimeToLiveInput> from_proto(const v1::UpdateTimeToLiveRequest& request);
Result<PutItemInput> from_proto(const v1::PutItemRequest& request);
Result<UpdateItemInput> from_proto(const v1::UpdateItemRequest& request);
Result<DeleteItemInput> from_proto(const v1::DeleteItemRequest& request);
Result<GetItemInput> from_proto(const v1::GetItemRequest& request);
Result<TransactPutsInput> from_proto(const v1::TransactPutsRequest& request);

void to_proto(const CreateTableInput& input, v1::CreateTableRequest* out);
void to_proto(const TimeToLiveInput& input, v1::UpdateTimeToLiveRequest* out);
void to_proto(const PutItemInput& input, v1::PutItemRequest* out);
void to_proto(const UpdateItemInput& input, v1::UpdateItemRequest* out);
void to_proto(const DeleteItemInput& input, v1::DeleteItemRequest* out);
void to_proto(const GetItemInput& input, v1::GetItemRequest* out);
void to_proto(const TransactPutsInput& input, v1::TransactPutsRequest* out);

void to_proto(const WriteOutput& output, v1::WriteResponse* out);
void to_proto(const GetItemOutput& output, v1::GetItemResponse* out);
void to_proto(const std::vector<WriteOutput>& outputs, v1::TransactPutsResponse* out);
Result<WriteOutput> from_proto(const v1::WriteResponse& response);
Result<GetItemOutput> from_proto(const v1::GetItemResponse& response);
Result<std::vector<WriteOutput>> from_proto(const v1::TransactPutsResponse& response);

/// Errors by AWS's names; a name that the table does not have comes back as kInternal.
void to_proto(const Error& error, v1::ServiceError* out);
Error from_proto(const v1::ServiceError& error);

}  // namespace lastwrite
