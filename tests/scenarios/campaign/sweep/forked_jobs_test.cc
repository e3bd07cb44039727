#include "scenarios/campaign/sweep/forked_jobs.h"

#include <csignal>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class ForkedJobsTest : public ::testing::Test {
 protected:
  Result<bool> run(
      std::size_t pieces, std::size_t jobs, std::function<Result<std::string>(std::size_t)> work,
      std::function<bool()> interrupted = [] { return false; }) {
    std::vector<std::size_t> all(pieces);
    for (std::size_t i = 0; i < pieces; ++i) all[i] = i;
    return run_forked(all, jobs,
                      {std::move(work),
                       [&](std::size_t i, const Result<std::string>& text) {
                         results_.emplace(i, text);
                         return Result<void>();
                       },
                       std::move(interrupted)});
  }

  std::map<std::size_t, Result<std::string>> results_;
};

TEST_F(ForkedJobsTest, EveryPieceComesBackOnce) {
  for (const std::size_t jobs : {1U, 3U, 40U}) {
    results_.clear();
    EXPECT_TRUE(run(20, jobs, [](std::size_t i) { return std::to_string(i * i); }).value());
    ASSERT_EQ(results_.size(), 20U);
    for (const auto& [i, text] : results_) EXPECT_EQ(text.value(), std::to_string(i * i));
  }
}

TEST_F(ForkedJobsTest, ResultsLargerThanAPipeComeWhole) {
  const std::string large(300'000, 'x');
  EXPECT_TRUE(run(3, 3, [&](std::size_t) { return large; }).value());
  EXPECT_EQ(results_.at(2).value(), large);
}

TEST_F(ForkedJobsTest, AnErrorIsThatOfItsPieceAlone) {
  EXPECT_TRUE(run(3, 2, [](std::size_t i) -> Result<std::string> {
                if (i == 1) return fail(ErrorCode::kUnavailable, "not this one");
                return std::string();
              }).value());
  EXPECT_TRUE(results_.at(0));
  EXPECT_EQ(results_.at(1).error(), (Error{ErrorCode::kUnavailable, "not this one"}));
  EXPECT_TRUE(results_.at(2));
}

TEST_F(ForkedJobsTest, ACrashIsThatOfItsPieceAlone) {
  EXPECT_TRUE(run(3, 2, [](std::size_t i) {
                if (i == 1) ::raise(SIGKILL);
                if (i == 2) ::_exit(5);
                return std::string("fine");
              }).value());
  EXPECT_EQ(results_.at(0).value(), "fine");
  EXPECT_THAT(results_.at(1).error().message, HasSubstr("died of signal 9"));
  EXPECT_THAT(results_.at(2).error().message, HasSubstr("ended without a result"));
}

TEST_F(ForkedJobsTest, AnInterruptionKeepsWhatIsFinishedAndEndsTheRest) {
  const auto work = [](std::size_t i) {
    if (i > 0) ::pause();
    return std::string("fine");
  };
  EXPECT_FALSE(run(3, 3, work, [&] { return !results_.empty(); }).value());
  EXPECT_EQ(results_.size(), 1U);
}

TEST_F(ForkedJobsTest, NothingToDoIsDone) {
  EXPECT_TRUE(run(0, 2, [](std::size_t) { return std::string(); }).value());
}

}  // namespace
}  // namespace lastwrite
