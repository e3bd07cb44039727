// Requests as botocore signs them at 2027-01-15 08:00:00, where ManualClock begins.
#include "region/access/signature_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/api/http_message.h"
#include "region/base/manual_clock.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

constexpr char kKeys[] =
    "[default]\naws_access_key_id = AKIDEXAMPLE\n"
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n";

constexpr char kAuthorization[] =
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/eu-west-1/dynamodb/aws4_request, "
    "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
    "Signature=615427e069a5fd9ef1edac2aaf2bea0ad0edaa555133a46a22db3230bb45fe1f";

HttpRequest in_header() {
  return {"POST",
          "/",
          {{"x-amz-target", "DynamoDB_20120810.ListTables"},
           {"content-type", "application/x-amz-json-1.0"},
           {"x-amz-date", "20270115T080000Z"},
           {"host", "127.0.0.1:8000"},
           {"authorization", kAuthorization}},
          R"({"Limit":  1})"};
}

HttpRequest presigned() {
  return {"POST",
          "/?b=%20x&a=&Limit=1&X-Amz-Algorithm=AWS4-HMAC-SHA256"
          "&X-Amz-Credential=AKIDEXAMPLE%2F20270115%2Feu-west-1%2Fdynamodb%2Faws4_request"
          "&X-Amz-Date=20270115T080000Z&X-Amz-Expires=60"
          "&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-target"
          "&X-Amz-Signature=e15902a7b7e509df5477f2ad4f9e513316700070e9ded7046e4b907bb09b5525",
          {{"x-amz-target", "DynamoDB_20120810.ListTables"},
           {"content-type", "application/x-amz-json-1.0"},
           {"host", "127.0.0.1:8000"}},
          ""};
}

void set_header(HttpRequest& request, const std::string& name, const std::string& value) {
  for (auto& [key, old] : request.headers) {
    if (key == name) old = value;
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class SignatureCheckTest : public testing::Test {
 protected:
  void expect_refused(const HttpRequest& request, ErrorCode code, const std::string& message) {
    const Result<void> verified = verify(request);
    ASSERT_FALSE(verified) << "it was taken";
    EXPECT_EQ(verified.error().code, code) << verified.error().message;
    EXPECT_THAT(verified.error().message, HasSubstr(message));
  }
  Result<void> verify(const HttpRequest& request) {
    return check_.verify({request.method, request.target, request.headers, request.body});
  }
  ManualClock clock_;
  SignatureCheck check_{Credentials::parse(kKeys).value(), RegionName("eu-west-1"), clock_};
};

TEST_F(SignatureCheckTest, ARequestAsBotocoreSignsItIsTaken) {
  EXPECT_TRUE(verify(in_header()));
  EXPECT_TRUE(verify(presigned()));
}

TEST_F(SignatureCheckTest, WhateverIsChangedBehindTheSignatureShows) {
  const auto mismatch = [&](const HttpRequest& request) {
    expect_refused(request, ErrorCode::kInvalidSignature, "does not match the signature");
  };
  HttpRequest request = in_header();
  request.body += " ";
  mismatch(request);
  request = in_header();
  set_header(request, "x-amz-target", "DynamoDB_20120810.DeleteTable");
  mismatch(request);
  request = in_header();
  request.target = "/?a=b";
  mismatch(request);
  request = presigned();
  request.target = replaced(request.target, "b=%20x", "b=%20y");
  mismatch(request);
}

TEST_F(SignatureCheckTest, WithoutASignatureNobodyIsTaken) {
  HttpRequest request = in_header();
  set_header(request, "authorization", "");
  expect_refused(request, ErrorCode::kMissingAuthentication,
                 "Request is missing Authentication Token");
  set_header(request, "authorization", "Basic eDp5");
  expect_refused(request, ErrorCode::kMissingAuthentication, "Authentication Token");
}

TEST_F(SignatureCheckTest, WhatIsMissingInASignatureIsListed) {
  HttpRequest request = in_header();
  set_header(request, "authorization", "AWS4-");
  set_header(request, "x-amz-date", "");
  expect_refused(request, ErrorCode::kIncompleteSignature,
                 "Authorization header requires 'Credential' parameter. Authorization header "
                 "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
                 "parameter. Authorization header requires existence of either a 'X-Amz-Date' or a "
                 "'Date' header. Authorization=AWS4-");
  request = presigned();
  request.target = "/?X-Amz-Algorithm=AWS4-HMAC-SHA256";
  expect_refused(request, ErrorCode::kIncompleteSignature, "must include 'X-Amz-Credential'");
  request = in_header();
  set_header(request, "authorization", replaced(kAuthorization, "/eu-west-1", ""));
  expect_refused(request, ErrorCode::kIncompleteSignature, "5 slash-delimited elements");
}

TEST_F(SignatureCheckTest, AnUnknownKeyIsRefused) {
  HttpRequest request = in_header();
  set_header(request, "authorization", replaced(kAuthorization, "AKIDEXAMPLE", "AKIDSTRANGER"));
  expect_refused(request, ErrorCode::kUnrecognizedClient,
                 "The security token included in the request is invalid.");
}

TEST_F(SignatureCheckTest, ASignatureIsGoodForAQuarterOfAnHour) {
  clock_.step_wall(15min);
  EXPECT_TRUE(verify(in_header()));
  clock_.step_wall(1s);
  expect_refused(in_header(), ErrorCode::kInvalidSignature,
                 "Signature expired: 20270115T080000Z is now earlier than 20270115T080001Z "
                 "(20270115T081501Z - 15 min.)");
  clock_.step_wall(-30min - 2s);
  expect_refused(in_header(), ErrorCode::kInvalidSignature, "Signature not yet current");
}

TEST_F(SignatureCheckTest, APresignedRequestIsGoodForAsLongAsItSays) {
  clock_.step_wall(61s);
  expect_refused(presigned(), ErrorCode::kInvalidSignature, "Signature expired");
}

TEST_F(SignatureCheckTest, ASignatureForAnotherRegionOrServiceIsRefused) {
  HttpRequest request = in_header();
  set_header(request, "authorization", replaced(kAuthorization, "eu-west-1", "us-east-1"));
  expect_refused(request, ErrorCode::kInvalidSignature, "valid region, not 'us-east-1'");
  set_header(request, "authorization", replaced(kAuthorization, "dynamodb", "s3"));
  expect_refused(request, ErrorCode::kInvalidSignature, "correct service: 'dynamodb'");
}

TEST_F(SignatureCheckTest, WhatSteersTheRequestMustBeSigned) {
  HttpRequest request = in_header();
  set_header(request, "authorization", replaced(kAuthorization, ";x-amz-target", ""));
  expect_refused(request, ErrorCode::kInvalidSignature, "'x-amz-target' must be a 'SignedHeader'");
  set_header(request, "authorization", replaced(kAuthorization, "host;", ""));
  expect_refused(request, ErrorCode::kInvalidSignature, "'Host' or ':authority' must be");
}

TEST_F(SignatureCheckTest, TwoSignaturesAreOneTooMany) {
  HttpRequest request = presigned();
  request.headers.emplace_back("authorization", kAuthorization);
  expect_refused(request, ErrorCode::kInvalidSignature, "Found both 'X-Amz-Algorithm'");
}

}  // namespace
}  // namespace lastwrite
