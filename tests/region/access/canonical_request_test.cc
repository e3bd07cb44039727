// The worked example of the AWS General Reference ("Signature Version 4 signing process", IAM
// ListUsers).
#include "region/access/canonical_request.h"

#include <gtest/gtest.h>

#include "region/access/hmac.h"

namespace lastwrite {
namespace {

constexpr char kSecret[] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

using Headers = std::vector<std::pair<std::string, std::string>>;

const Headers& list_users_headers() {
  static const Headers headers = {
      {"content-type", "application/x-www-form-urlencoded; charset=utf-8"},
      {"host", "iam.amazonaws.com"},
      {"x-amz-date", "20150830T123600Z"}};
  return headers;
}

SignedRequest list_users() {
  return {"GET", "/?Action=ListUsers&Version=2010-05-08", list_users_headers(), ""};
}

Signature list_users_signature() {
  return {{"AKIDEXAMPLE", "20150830", "us-east-1", "iam", "aws4_request"},
          {"content-type", "host", "x-amz-date"},
          "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
          "20150830T123600Z"};
}

TEST(CanonicalRequest, TheDocumentedExampleHasTheDocumentedHash) {
  EXPECT_EQ(sha256_hex(canonical_request(list_users(), list_users_signature())),
            "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
}

TEST(CanonicalRequest, TheDocumentedExampleHasTheDocumentedSignature) {
  const Signature signature = list_users_signature();
  const std::string text = string_to_sign(canonical_request(list_users(), signature), signature);
  EXPECT_EQ(sign(text, kSecret, signature.scope), signature.signature);
}

TEST(CanonicalRequest, OrderOfParametersAndSpacesInHeadersMakeNoDifference) {
  Headers headers = list_users_headers();
  headers[0].second = "  application/x-www-form-urlencoded;   charset=utf-8 ";
  const SignedRequest other{"GET", "/?Version=2010-05-08&Action=ListUsers", headers, ""};
  EXPECT_EQ(canonical_request(other, list_users_signature()),
            canonical_request(list_users(), list_users_signature()));
}

TEST(CanonicalRequest, EveryByteOfTheBodyCounts) {
  SignedRequest other = list_users();
  other.body = "x";
  EXPECT_NE(canonical_request(other, list_users_signature()),
            canonical_request(list_users(), list_users_signature()));
}

TEST(Hmac, TestCaseTwoOfRfc4231) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace lastwrite
