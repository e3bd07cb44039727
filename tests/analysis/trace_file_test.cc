#include "analysis/trace/trace_file.h"

#include "analysis/trace/read_history.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

const auto kIgnore = [](const v1::TraceEvent&) {};

std::string small_trace(const RunDirectory& directory) {
  PlantedRun run({"eu"});
  run.at(10).write("eu");
  run.at(20).write("eu");
  directory.trace("s", run);
  return directory.read("trace/s/eu.0.lwtrace");
}

TEST(TraceFile, EveryTornTailIsToleratedAndCounted) {
  RunDirectory directory;
  const std::string whole = small_trace(directory);
  std::uint64_t most = 0;
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    directory.write("torn.lwtrace", whole.substr(0, length));
    Result<TraceFileInfo> info = read_trace_file(directory.file("torn.lwtrace"), kIgnore);
    ASSERT_TRUE(info) << length << ": " << info.error().message;
    EXPECT_GE(info->events, most);
    EXPECT_LT(info->torn_bytes, whole.size());
    most = info->events;
  }
  EXPECT_EQ(most, 3u);
}

TEST(TraceFile, WhatIsNoTraceIsRefused) {
  RunDirectory directory;
  for (const std::string& bytes :
       {std::string("hello, world\n"), std::string(4000, 'x'), std::string("\xff\xff\xff\xff\xff"),
        std::string("\x89PNG\r\n\x1a\n")}) {
    directory.write("x.lwtrace", bytes);
    Result<TraceFileInfo> info = read_trace_file(directory.file("x.lwtrace"), kIgnore);
    ASSERT_FALSE(info) << bytes.substr(0, 10);
    EXPECT_EQ(info.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(info.error().message, HasSubstr("x.lwtrace"));
  }
}

TEST(TraceFile, GarbageBetweenMessagesIsRefusedWithItsPlace) {
  RunDirectory directory;
  std::string bytes = small_trace(directory);
  const std::size_t place = bytes.size();
  bytes += std::string("\x05\xff\xff\xff\xff\xff", 6) + bytes;
  directory.write("x.lwtrace", bytes);
  Result<TraceFileInfo> info = read_trace_file(directory.file("x.lwtrace"), kIgnore);
  ASSERT_FALSE(info);
  EXPECT_THAT(info.error().message, HasSubstr("byte " + std::to_string(place)));
}

TEST(TraceFile, AnotherFormatIsRefused) {
  RunDirectory directory;
  v1::TraceEvent event;
  event.mutable_header()->set_format(2);
  const std::string message = event.SerializeAsString();
  directory.write("x.lwtrace", std::string(1, static_cast<char>(message.size())) + message);
  Result<TraceFileInfo> info = read_trace_file(directory.file("x.lwtrace"), kIgnore);
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().code, ErrorCode::kProtocol);
}

TEST(ReadHistory, AMissingDirectoryIsAnEmptyHistory) {
  RunDirectory directory;
  Result<History> history = read_history(directory.file("none"), {RegionName("eu")});
  ASSERT_TRUE(history);
  EXPECT_TRUE(history->operations.empty());
  EXPECT_EQ(history->regions.size(), 1u);
}

TEST(ReadHistory, JoinsAnAcceptWhoseReplyNeverCame) {
  PlantedRun run({"eu"});
  run.at(10).write("eu", {.replied = false});
  const History history = run.history();
  ASSERT_EQ(history.operations.size(), 1u);
  EXPECT_EQ(history.operations[0].outcome, Outcome::kUnknown);
  ASSERT_NE(history.operations[0].version, kAbsent);
  EXPECT_TRUE(history.versions[history.operations[0].version].accepted);
}

}  // namespace
}  // namespace lastwrite
