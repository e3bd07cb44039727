#include "region/base/error.h"

#include <set>

#include <gtest/gtest.h>

#include "region/base/result.h"

namespace lastwrite {
namespace {

constexpr int kLastCode = static_cast<int>(ErrorCode::kInvalidSignature);

TEST(ErrorTable, HasARowForEveryCode) {
  for (int code = 0; code <= kLastCode; ++code) {
    const ErrorTraits& row = traits(static_cast<ErrorCode>(code));
    EXPECT_EQ(row.wire_name.empty(), row.http_status == 0) << code;
    EXPECT_TRUE(row.http_status == 0 || (row.http_status >= 400 && row.http_status < 600)) << code;
  }
}

TEST(ErrorTableDeathTest, ACodeWithoutARowIsABug) {
  EXPECT_DEATH({ (void)traits(static_cast<ErrorCode>(kLastCode + 1)); }, "has no row");
}

TEST(ErrorTable, ServerErrorsAreNeverDefinite) {
  for (int code = 0; code <= kLastCode; ++code) {
    const ErrorTraits& row = traits(static_cast<ErrorCode>(code));
    if (row.http_status == 0) continue;
    const bool by_server = row.http_status >= 500;
    EXPECT_EQ(row.definite, !by_server) << row.wire_name;
    EXPECT_TRUE(row.retryable || !by_server) << row.wire_name;
  }
  EXPECT_FALSE(traits(ErrorCode::kTimeout).definite);
  EXPECT_FALSE(traits(ErrorCode::kIo).definite);
}

TEST(ErrorTable, OfClientErrorsOnlyThrottlingIsWorthARetry) {
  for (int code = 0; code <= kLastCode; ++code) {
    const ErrorTraits& row = traits(static_cast<ErrorCode>(code));
    if (row.http_status != 400) continue;
    EXPECT_EQ(row.retryable, row.wire_name == "ProvisionedThroughputExceededException")
        << row.wire_name;
  }
}

TEST(ErrorTable, WireNamesAreTheServicesOwnAndToldApart) {
  std::set<std::string_view> names;
  for (int code = 0; code <= kLastCode; ++code) {
    const auto error = static_cast<ErrorCode>(code);
    if (traits(error).wire_name.empty() || error == ErrorCode::kItemTooLarge) continue;
    EXPECT_TRUE(names.insert(traits(error).wire_name).second) << traits(error).wire_name;
  }
  EXPECT_EQ(traits(ErrorCode::kItemTooLarge).wire_name, "ValidationException")
      << "as the service says it";
}

TEST(ResultTest, HoldsAValueOrAnErrorAndHandsItOn) {
  const Result<int> seven = 7;
  ASSERT_TRUE(seven);
  EXPECT_EQ(*seven, 7);
  const Result<int> failed = fail(ErrorCode::kIo, "cannot open {}", "x.db");
  ASSERT_FALSE(failed);
  const Error expected{ErrorCode::kIo, "cannot open x.db"};
  EXPECT_EQ(failed.error(), expected);
  const Result<std::string> passed_on = propagate(failed);
  EXPECT_EQ(passed_on.error(), expected);
}

TEST(ResultTest, OfNothingIsASuccessByDefault) {
  EXPECT_TRUE(Result<void>());
  const Result<void> failed = fail(ErrorCode::kUsage, "no");
  EXPECT_FALSE(failed);
}

TEST(ResultTest, CarriesWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> made = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = std::move(*made);
  EXPECT_EQ(*taken, 3);
}

}  // namespace
}  // namespace lastwrite
