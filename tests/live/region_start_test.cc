// A region that cannot start says why in one sentence and leaves nothing half-made.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/sandbox.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RegionStart : public ::testing::Test {
 protected:
  std::vector<std::string> words(const std::string& name,
                                 const std::vector<std::string>& more = {}) const {
    std::vector<std::string> all = {"region", "--name", name, "--data", sandbox_.file("data")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Ended start(const std::string& name, const std::vector<std::string>& more = {}) const {
    return run_program(sandbox_, words(name, more));
  }
  // Runs region `name` until it serves, then stops it.
  void make_store(const std::string& name) const {
    Program region(sandbox_, words(name, {"--exit-with-stdin"}));
    ASSERT_NE(region.wait_for_output("ready " + name), "");
    region.close_input();
    ASSERT_EQ(region.wait().exit_code, 0);
  }

  Sandbox sandbox_;
};

TEST_F(RegionStart, OptionsMayStandInAFile) {
  const std::string file = sandbox_.write(
      "work/region.ini", "; a comment\n\n  name = a\ndata = " + sandbox_.file("data") +
                             "\nexit-with-stdin = true\nglobal-tables = false\n");
  Program region(sandbox_, {"region", "--config", file});
  EXPECT_NE(region.wait_for_output("ready a "), "");
  region.close_input();
  EXPECT_EQ(region.wait().exit_code, 0);
  EXPECT_THAT(run_program(sandbox_, {"region", "--config=nowhere.ini"}),
              complains(3, HasSubstr("nowhere.ini: cannot read this file")));
  const std::string bad = sandbox_.write("work/bad.ini", "name = a\nlisten\n");
  EXPECT_THAT(run_program(sandbox_, {"region", "--config", bad}),
              complains(3, HasSubstr("bad.ini:2: write an option as NAME = VALUE")));
  const std::string odd = sandbox_.write("work/odd.ini", "name = a\ndata = d\nlissen = here\n");
  EXPECT_THAT(run_program(sandbox_, {"region", "--config", odd}),
              complains(3, HasSubstr("lissen")));
}

TEST_F(RegionStart, PortInUseIsRefused) {
  Program first(sandbox_, words("a", {"--exit-with-stdin"}));
  const std::string ready = first.wait_for_output("ready a ");
  ASSERT_NE(ready, "");
  const std::string address = ready.substr(std::string("ready a ").size());
  EXPECT_THAT(
      run_program(sandbox_,
                  {"region", "--name", "b", "--data", sandbox_.file("other"), "--listen", address}),
      complains(3, testing::AllOf(HasSubstr("cannot listen on " + address), HasSubstr("in use"))));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("other"))) << "a store was made";
}

TEST_F(RegionStart, UpSaysWhichPortIsTakenAndNamesNoLogThatIsGone) {
  Program first(sandbox_, words("a", {"--exit-with-stdin"}));
  const std::string ready = first.wait_for_output("ready a ");
  ASSERT_NE(ready, "");
  const std::string port = ready.substr(ready.rfind(':') + 1);
  const Ended up =
      run_program(sandbox_, {"up", "--regions", "us-east-1", "--latency", "none", "--port", port});
  EXPECT_THAT(up, complains(2, testing::AllOf(HasSubstr(":" + port), HasSubstr("--port 0"))));
  EXPECT_THAT(up.err, testing::Not(HasSubstr("its log")));
}

TEST_F(RegionStart, AddressThatIsNoneIsRefused) {
  for (const char* address :
       {"127.0.0.1:99999", "127.0.0.1", "127.0.0.1:http", ":", "127.0.0.1:-1"}) {
    EXPECT_THAT(start("a", {"--listen", address}),
                complains(3, testing::AllOf(HasSubstr("--listen"), HasSubstr(address),
                                            HasSubstr("HOST:PORT"))));
  }
  EXPECT_THAT(start("a", {"--peers", "b=nowhere"}),
              complains(3, testing::AllOf(HasSubstr("--peers"), HasSubstr("nowhere"))));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("data")));
}

TEST_F(RegionStart, UnwritableDataDirectoryIsRefused) {
  const std::string file = sandbox_.write("a-file", "");
  EXPECT_THAT(
      run_program(sandbox_, {"region", "--name", "a", "--data", file + "/data"}),
      complains(3, testing::AllOf(HasSubstr("data directory"), HasSubstr("Not a directory"))));
}

TEST_F(RegionStart, UnwritableTraceIsRefusedAndLeavesNoStore) {
  EXPECT_THAT(start("a", {"--trace", sandbox_.file("no/such/folder/a.lwtrace")}),
              complains(2, HasSubstr("a.lwtrace")));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("data")));
}

TEST_F(RegionStart, StoreInUseIsRefused) {
  Program first(sandbox_, words("a", {"--exit-with-stdin"}));
  ASSERT_NE(first.wait_for_output("ready a "), "");
  EXPECT_THAT(start("a"), complains(2, testing::AllOf(HasSubstr("a.db"), HasSubstr("in use"))));
}

TEST_F(RegionStart, GarbageInPlaceOfAStoreIsRefusedAndKept) {
  const std::string garbage(4096, 'x');
  const std::string file = sandbox_.write("data/a.db", garbage);
  EXPECT_THAT(start("a"), complains(2, testing::AllOf(HasSubstr(file), HasSubstr("damaged"),
                                                      HasSubstr("move it away"))));
  EXPECT_EQ(read_file(file), garbage);
  EXPECT_THAT(sandbox_.list("data"), ElementsAre("a.db"));
}

TEST_F(RegionStart, TruncatedStoreIsRefusedAndKept) {
  make_store("a");
  const std::string whole = read_file(sandbox_.file("data/a.db"));
  const std::string half = whole.substr(0, whole.size() / 2 + 100);
  const std::string file = sandbox_.write("data/a.db", half);
  EXPECT_THAT(start("a"), complains(2, testing::AllOf(HasSubstr(file), HasSubstr("damaged"))));
  EXPECT_EQ(read_file(file), half);
}

TEST_F(RegionStart, StoreOfAnotherRegionIsRefusedAndKept) {
  make_store("a");
  std::filesystem::rename(sandbox_.file("data/a.db"), sandbox_.file("data/b.db"));
  EXPECT_THAT(start("b"), complains(2, testing::AllOf(HasSubstr("data/b.db"),
                                                      HasSubstr("belongs to region a, not b"))));
  EXPECT_THAT(sandbox_.list("data"), ElementsAre("b.db"));
}

TEST_F(RegionStart, BadNamesAndNumbersAreRefused) {
  EXPECT_THAT(start("Mars_1"), complains(3, HasSubstr("'Mars_1' is not a region name")));
  EXPECT_THAT(start("a", {"--peers", "b,b"}), complains(3, HasSubstr("names b twice")));
  EXPECT_THAT(start("a", {"--peers", "a"}), complains(3, HasSubstr("the region itself")));
  EXPECT_THAT(start("a", {"--coalesce", "5parsec"}), complains(3, HasSubstr("--coalesce")));
  EXPECT_THAT(start("a", {"--tombstone-grace", "-1s"}),
              complains(3, HasSubstr("--tombstone-grace")));
  EXPECT_THAT(start("a", {"--stream-retention", "a day"}),
              complains(3, HasSubstr("--stream-retention")));
  EXPECT_THAT(start("a", {"--ttl-sweep", "-1s"}), complains(3, HasSubstr("--ttl-sweep")));
  EXPECT_THAT(start("a", {"--stamps", "sundial"}), complains(3, HasSubstr("'sundial'")));
  EXPECT_THAT(start("a", {"--durability", "hope"}), complains(3, HasSubstr("'hope'")));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("data")));
}

}  // namespace
}  // namespace lastwrite
