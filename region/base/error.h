// Every expected failure, in one table: the name on the wire, the HTTP status, whether the caller
// may conclude that nothing happened, whether a retry can help.
//
// Sources: DynamoDB developer guide "Error handling", botocore service model 2012-08-10 (facts
// §3.1).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lastwrite {

enum class ErrorCode : std::uint8_t {
  kValidation,
  kConditionalCheckFailed,
  kResourceNotFound,
  kResourceInUse,
  kThrottling,
  kItemTooLarge,
  kInternal,
  kUnavailable,
  kTimeout,
  kCorrupt,
  kIo,
  kProtocol,
  kUsage,
  // Of the DynamoDB API alone.
  kSerialization,
  kUnknownOperation,
  kLimitExceeded,
  kTransactionCanceled,
  kTransactionConflict,
  kIdempotentMismatch,
  kTrimmedData,
  kExpiredIterator,
  kGlobalTableNotFound,
  kDuplicateItem,
  // Of signatures.
  kMissingAuthentication,
  kIncompleteSignature,
  kUnrecognizedClient,
  kInvalidSignature,
};

/// What is known of an error code, whatever its occasion.
struct ErrorTraits {
  std::string_view wire_name;  // AWS's exception name, "" for errors that never reach a client
  int http_status;             // 0 where wire_name is ""
  bool definite;               // true: the operation certainly had no effect
  bool retryable;              // true: the same request may succeed later
};

const ErrorTraits& traits(ErrorCode code);

/// An error code and one sentence for people, saying what to do next where that is known.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace lastwrite
