#include "tests/tidy/banned_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

Findings check(const std::string& code) {
  return check_banned_tokens({{"region/engine/a.cc", code}});
}

TEST(BannedTokens, AMutexInTheEngineIsFoundWithItsLine) {
  EXPECT_THAT(texts(check("int x;\nstd::mutex lock;\n")),
              ElementsAre("region/engine/a.cc:2: std::mutex: the core is single-threaded"));
}

class EachToken : public ::testing::TestWithParam<const char*> {};

TEST_P(EachToken, IsFoundInTheCore) {
  EXPECT_EQ(check(GetParam()).size(), 1U) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    All, EachToken,
    ::testing::Values("std::thread t;", "std::jthread t;", "std::shared_mutex m;", "std::async(f);",
                      "std::condition_variable_any v;", "std::this_thread::sleep_for(d);",
                      "sleep_until(t);", "usleep(3);", "std::random_device r;",
                      "std::mt19937_64 g;", "std::uniform_int_distribution<int> d;", "x = rand();",
                      "std::rand();", "srand(1);", "std::chrono::system_clock::now();",
                      "steady_clock::now();", "time(nullptr);", "std::unordered_map<int, int> m;",
                      "#include <unordered_set>", "absl::flat_hash_map<int, int> m;",
                      "std::unordered_multimap<int, int> m;"));

TEST(BannedTokens, CommentsAndLiteralsDoNotCount) {
  EXPECT_THAT(check("// std::mutex\n/* rand() */ f(\"std::thread\");\n"), IsEmpty());
}

TEST(BannedTokens, LongerNamesAreOtherNames) {
  EXPECT_THAT(
      check("operand(); my_usleep(); std::mutexes x; thread_id; link.rand(); p->time(0);\n"
            "lastwrite::Distribution poisson_distribution; last_time(0); not_unordered_map x;\n"),
      IsEmpty());
}

TEST(BannedTokens, EveryUseIsReported) {
  EXPECT_THAT(texts(check("rand();\nrand();\n")), ElementsAre(StartsWith("region/engine/a.cc:1:"),
                                                              StartsWith("region/engine/a.cc:2:")));
}

TEST(BannedTokens, AdaptersAreFree) {
  const std::string code = "std::mutex m; auto t = std::chrono::system_clock::now();\n";
  EXPECT_THAT(check_banned_tokens({{"region/base/system_clock.cc", code},
                                   {"region/store/sqlite_store.cc", code},
                                   {"region/main/loop.cc", code},
                                   {"scenarios/live/live_cluster.cc", code},
                                   {"tests/region/a_test.cc", code}}),
              IsEmpty());
}

TEST(BannedTokens, TheCoreIsMoreThanTheEngine) {
  for (const char* path :
       {"region/base/ids.cc", "region/store/memory_store.cc", "replicator/core/inbox.cc",
        "replicator/link/link.cc", "scenarios/workload/arrivals.h", "analysis/ledger/fates.cc"}) {
    EXPECT_THAT(texts(check_banned_tokens({{path, "std::mutex m;\n"}})),
                ElementsAre(HasSubstr(path)));
  }
}

}  // namespace
}  // namespace lastwrite::tidy
