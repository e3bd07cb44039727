// A Signature Version 4 as it stands in a request: in its Authorization header, or in its query
// (presigned).
//
//   Authorization: AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/dynamodb/aws4_request,
//                  SignedHeaders=host;x-amz-date, Signature=5d67…
//   POST /?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20150830%2F…&X-Amz-Signature=…
//
// Nothing is verified here: see signature_check.h. Threading: values.
#pragma once

#include <string>
#include <vector>

#include "region/access/signed_request.h"
#include "region/base/result.h"

namespace lastwrite {

struct CredentialScope {
  std::string access_key;  // "AKIDEXAMPLE"
  std::string date;        // "20150830"
  std::string region;      // "us-east-1"
  std::string service;     // "dynamodb"
  std::string terminator;  // "aws4_request"

  /// "20150830/us-east-1/dynamodb/aws4_request"
  std::string text() const;
};

struct Signature {
  CredentialScope scope;
  std::vector<std::string> signed_headers;  // lower case, as listed
  std::string signature;                    // hexadecimal digits
  std::string time;                         // "20150830T123600Z"
  std::int64_t valid_seconds = 0;           // of a presigned request; 0: it is none
};

/// kMissingAuthentication where there is none, kIncompleteSignature where a part is missing or
/// malformed, kInvalidSignature where there are two.
Result<Signature> read_signature(const SignedRequest& request);

/// The name and the value of each parameter behind the '?' of a target, percent-decoded, in order.
std::vector<std::pair<std::string, std::string>> query_parameters(std::string_view target);

}  // namespace lastwrite
