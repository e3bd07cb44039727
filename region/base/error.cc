#include "region/base/error.h"

#include <array>

#include "region/base/check.h"

namespace lastwrite {
namespace {

struct Row {
  ErrorCode code;
  ErrorTraits traits;
};

constexpr std::array kTable = {
    Row{ErrorCode::kValidation, {"ValidationException", 400, true, false}},
    Row{ErrorCode::kConditionalCheckFailed, {"ConditionalCheckFailedException", 400, true, false}},
    Row{ErrorCode::kResourceNotFound, {"ResourceNotFoundException", 400, true, false}},
    Row{ErrorCode::kResourceInUse, {"ResourceInUseException", 400, true, false}},
    Row{ErrorCode::kThrottling, {"ProvisionedThroughputExceededException", 400, true, true}},
    Row{ErrorCode::kItemTooLarge, {"ValidationException", 400, true, false}},
    Row{ErrorCode::kInternal, {"InternalServerError", 500, false, true}},
    Row{ErrorCode::kUnavailable, {"ServiceUnavailable", 503, false, true}},
    Row{ErrorCode::kTimeout, {"", 0, false, true}},
    Row{ErrorCode::kCorrupt, {"", 0, true, false}},
    Row{ErrorCode::kIo, {"", 0, false, false}},
    Row{ErrorCode::kProtocol, {"", 0, true, false}},
    Row{ErrorCode::kUsage, {"", 0, true, false}},
    Row{ErrorCode::kSerialization, {"SerializationException", 400, true, false}},
    Row{ErrorCode::kUnknownOperation, {"UnknownOperationException", 400, true, false}},
    Row{ErrorCode::kLimitExceeded, {"LimitExceededException", 400, true, false}},
    Row{ErrorCode::kTransactionCanceled, {"TransactionCanceledException", 400, true, false}},
    Row{ErrorCode::kTransactionConflict, {"TransactionConflictException", 400, true, false}},
    Row{ErrorCode::kIdempotentMismatch, {"IdempotentParameterMismatchException", 400, true, false}},
    Row{ErrorCode::kTrimmedData, {"TrimmedDataAccessException", 400, true, false}},
    Row{ErrorCode::kExpiredIterator, {"ExpiredIteratorException", 400, true, false}},
    Row{ErrorCode::kGlobalTableNotFound, {"GlobalTableNotFoundException", 400, true, false}},
    Row{ErrorCode::kDuplicateItem, {"DuplicateItemException", 400, true, false}},
    Row{ErrorCode::kMissingAuthentication,
        {"MissingAuthenticationTokenException", 400, true, false}},
    Row{ErrorCode::kIncompleteSignature, {"IncompleteSignatureException", 400, true, false}},
    Row{ErrorCode::kUnrecognizedClient, {"UnrecognizedClientException", 400, true, false}},
    Row{ErrorCode::kInvalidSignature, {"InvalidSignatureException", 400, true, false}},
};

}  // namespace

const ErrorTraits& traits(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  LW_CHECK(index < kTable.size() && kTable[index].code == code, "error code {} has no row", index);
  return kTable[index].traits;
}

}  // namespace lastwrite
