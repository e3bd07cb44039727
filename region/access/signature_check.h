// Whether a request was signed with a key that this region knows, of late, for DynamoDB here.
//
//   SignatureCheck check(*Credentials::read("keys"), RegionName("eu-west-1"), clock);
//   if (const Result<void> signed_well = check.verify(request); !signed_well) …
//
// Messages are AWS's where known. Unlike AWS it asks for no session token: keys are all there is.
// Threading: any thread; the clock's wall_now() must allow that.
#pragma once

#include "region/access/credentials.h"
#include "region/access/signature.h"
#include "region/base/clock.h"
#include "region/base/ids.h"

namespace lastwrite {

class SignatureCheck {
 public:
  SignatureCheck(Credentials credentials, RegionName region, const Clock& clock)
      : credentials_(std::move(credentials)), region_(std::move(region)), clock_(clock) {}

  /// `request` as it came, its body as it was sent. kMissingAuthentication, kIncompleteSignature,
  /// kUnrecognizedClient, or kInvalidSignature.
  Result<void> verify(const SignedRequest& request) const;

 private:
  Result<void> check_scope(const Signature& signature) const;
  Result<void> check_time(const Signature& signature) const;

  Credentials credentials_;
  RegionName region_;
  const Clock& clock_;
};

}  // namespace lastwrite
