#include "region/observer/trace_writer.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "proto/trace.pb.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class TraceWriterTest : public testing::Test {
 protected:
  TempDirectory directory_;
  std::string path_ = directory_.file("r.0.lwtrace");
};

v1::TraceHeader header() {
  v1::TraceHeader header;
  header.set_format(1);
  header.set_producer("eu-west-1");
  return header;
}

TEST_F(TraceWriterTest, HeaderIsInTheFileAsSoonAsItIsCreated) {
  Result<TraceWriter> writer = TraceWriter::create(path_, header(), TrueTime{7});
  ASSERT_TRUE(writer) << writer.error().message;
  const std::string bytes = slurp(path_);
  ASSERT_GT(bytes.size(), 1u);
  ASSERT_EQ(static_cast<std::size_t>(bytes[0]), bytes.size() - 1);
  v1::TraceEvent event;
  ASSERT_TRUE(event.ParseFromString(bytes.substr(1)));
  EXPECT_EQ(event.at_ns(), 7);
  EXPECT_EQ(event.header().producer(), "eu-west-1");
}

TEST_F(TraceWriterTest, EventsReachTheFileOnFlushAndNotBefore) {
  Result<TraceWriter> writer = TraceWriter::create(path_, header(), TrueTime{0});
  ASSERT_TRUE(writer);
  const std::size_t before = slurp(path_).size();
  v1::TraceEvent event;
  event.mutable_phase()->set_name(std::string(300, 'x'));  // a two-byte length
  writer->write(event);
  EXPECT_EQ(slurp(path_).size(), before);
  ASSERT_TRUE(writer->flush());
  EXPECT_EQ(slurp(path_).size(), before + 2 + event.ByteSizeLong());
}

TEST_F(TraceWriterTest, RefusesAFileThatExists) {
  std::ofstream(path_) << "precious";
  Result<TraceWriter> writer = TraceWriter::create(path_, header(), TrueTime{0});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kIo);
  EXPECT_THAT(writer.error().message, testing::HasSubstr(path_));
  EXPECT_EQ(slurp(path_), "precious");
}

TEST_F(TraceWriterTest, MissingDirectoryIsAnErrorThatNamesThePath) {
  const std::string path = directory_.file("none/x");
  Result<TraceWriter> writer = TraceWriter::create(path, header(), {});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kIo);
  EXPECT_THAT(writer.error().message, testing::HasSubstr(path));
}

TEST_F(TraceWriterTest, FullDiskIsReportedOnceAndEndsTheTrace) {
  Result<TraceWriter> writer = TraceWriter::create(path_, header(), TrueTime{0});
  ASSERT_TRUE(writer);
  v1::TraceEvent event;
  event.mutable_phase()->set_name(std::string(5000, 'x'));
  std::size_t length = 0;
  {
    FileSizeLimit limit(4096);
    writer->write(event);
    Result<void> first = writer->flush();
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, ErrorCode::kIo);
    writer->write(event);
    EXPECT_TRUE(writer->flush());
    length = slurp(path_).size();
  }
  writer->write(event);
  EXPECT_TRUE(writer->flush());
  EXPECT_EQ(slurp(path_).size(), length);
}

}  // namespace
}  // namespace lastwrite
