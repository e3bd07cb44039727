// What a Signature Version 4 is computed over (AWS General Reference, "Create a signed AWS API
// request"): the request in one spelling.
//
//   POST
//   /
//                                     (the query, sorted and percent-encoded)
//   host:dynamodb.us-east-1.amazonaws.com
//   x-amz-date:20150830T123600Z
//
//   host;x-amz-date
//   e3b0c442…                         (SHA-256 of the body as it was sent)
//
// Threading: pure functions.
#pragma once

#include <string>

#include "region/access/signature.h"
#include "region/access/signed_request.h"

namespace lastwrite {

std::string canonical_request(const SignedRequest& request, const Signature& signature);

/// "AWS4-HMAC-SHA256\n<time>\n<scope>\n<SHA-256 of the canonical request>"
std::string string_to_sign(const std::string& canonical, const Signature& signature);

/// The hexadecimal signature of `text` with the key that `secret` gives in `scope`.
std::string sign(const std::string& text, const std::string& secret, const CredentialScope& scope);

}  // namespace lastwrite
