#include "analysis/export/export_run.h"

#include <filesystem>

#include "analysis/export/export_files.h"
#include "tests/analysis/export/exported_text.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ExportRun : public testing::Test {
 protected:
  ExportRun() {
    directory_.manifest({.strategies = {"blind-put", "version-check"}});
    directory_.trace("blind-put", concurrent_puts());
    directory_.trace("version-check", concurrent_puts());
  }
  std::string complaint(ExportOptions options) {
    const auto done = export_run(directory_.path(), options);
    EXPECT_FALSE(done);
    return done ? "" : done.error().message;
  }
  std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory_.file(folder), ignored))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  RunDirectory directory_;
};

TEST_F(ExportRun, EveryFormatMakesFilesOfAllStrategies) {
  for (const std::string& format : export_formats()) {
    const std::string into = directory_.file("out-" + format);
    const auto done = export_run(directory_.path(), {.format = format, .into = into});
    ASSERT_TRUE(done) << format << done.error().message;
    EXPECT_GE(done->files.size(), 2u) << format;
    for (const std::string& file : done->files)
      EXPECT_GT(std::filesystem::file_size(file), 0u) << file;
  }
}

TEST_F(ExportRun, StrategiesShareATableAndItsHeader) {
  ASSERT_TRUE(export_run(directory_.path(), {.format = "csv"}));
  EXPECT_THAT(files_in("export"), ElementsAre("reads.csv", "replication.csv", "writes.csv"));
  const std::string writes = directory_.read("export/writes.csv");
  EXPECT_EQ(writes.rfind("strategy,operation"), 0u);
  EXPECT_THAT(writes, HasSubstr("\nblind-put,1,"));
  EXPECT_THAT(writes, HasSubstr("\nversion-check,1,"));
}

TEST_F(ExportRun, ReplacesNothingUnlessTold) {
  ASSERT_TRUE(export_run(directory_.path(), {.format = "csv"}));
  directory_.write("export/writes.csv", "mine");
  EXPECT_THAT(complaint({.format = "csv"}), HasSubstr("is there already: give --force"));
  EXPECT_EQ(directory_.read("export/writes.csv"), "mine");
  ASSERT_TRUE(export_run(directory_.path(), {.format = "csv", .replace = true}));
  EXPECT_NE(directory_.read("export/writes.csv"), "mine");
}

TEST_F(ExportRun, AllFilesAppearOrNone) {
  directory_.write("trace/version-check/driver.lwtrace", "this is no trace");
  const std::string said = complaint({.format = "csv"});
  EXPECT_THAT(said, HasSubstr("driver.lwtrace"));
  EXPECT_FALSE(directory_.has("export"));
}

TEST_F(ExportRun, InterruptionLeavesNothing) {
  complaint({.format = "csv", .interrupted = [] { return true; }});
  EXPECT_FALSE(directory_.has("export"));
}

TEST_F(ExportRun, OneFileIsOneFile) {
  const std::string file = directory_.file("one.json");
  EXPECT_THAT(complaint({.format = "perfetto", .output = file}),
              HasSubstr("--output takes one file"));
  EXPECT_FALSE(directory_.has("one.json"));
  ASSERT_TRUE(export_run(directory_.path(),
                         {.format = "perfetto", .output = file, .strategy = "blind-put"}));
  EXPECT_THAT(directory_.read("one.json"), HasSubstr("traceEvents"));
}

TEST_F(ExportRun, WhatCannotBeMeantIsToldWithWhatCan) {
  EXPECT_THAT(complaint({.format = "xml"}), HasSubstr("no format \"xml\": give csv, jsonl"));
  EXPECT_THAT(complaint({.format = "csv", .strategy = "pray"}),
              HasSubstr("no strategy \"pray\" in this run; there are: blind-put, version-check"));
  EXPECT_THAT(complaint({.format = "csv", .item = "nope"}), HasSubstr("for the item nope; try k"));
  EXPECT_THAT(complaint({.format = "csv", .table = "fates"}),
              HasSubstr("give writes, reads, replication"));
  EXPECT_THAT(complaint({.format = "edn", .table = "reads"}), HasSubstr("edn has no tables"));
  EXPECT_THAT(complaint({.format = "csv", .into = "a", .output = "b"}), HasSubstr("one of them"));
}

TEST(ExportBadRun, EmptyAndShortenedRunsAreTold) {
  RunDirectory directory;
  directory.manifest({});
  const auto empty = export_run(directory.path(), {.format = "csv"});
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().message, HasSubstr("holds no requests"));
  directory.manifest({.trace_bytes = R"({"version-check/driver.lwtrace": 100})"});
  const auto shortened = export_run(directory.path(), {.format = "csv"});
  ASSERT_FALSE(shortened);
  EXPECT_EQ(shortened.error().code, ErrorCode::kCorrupt);
}

TEST(ExportFiles, AFileThatCannotBeMadeIsTold) {
  RunDirectory directory;
  directory.write("file", "");
  ExportFiles files({.folder = directory.file("file/below")});
  files.ExportTarget::file("x").write("y");
  const auto published = files.publish();
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, ErrorCode::kIo);
}

TEST(ExportFiles, ADeviceIsNotReplaced) {
  ExportFiles files({.folder = "", .only = "/dev/null", .replace = true});
  files.ExportTarget::file("x").write("y");
  const auto published = files.publish();
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, ErrorCode::kUsage);
  EXPECT_THAT(published.error().message, HasSubstr("no ordinary file"));
}

TEST(ExportFiles, WhatIsNotPublishedGoes) {
  RunDirectory directory;
  {
    ExportFiles files({.folder = directory.file("out")});
    files.ExportTarget::file("x").write("y");
    EXPECT_TRUE(directory.has("out"));
    EXPECT_FALSE(directory.has("out/x"));
  }
  EXPECT_FALSE(directory.has("out"));
}

TEST(ExportView, FileNamesHoldNoPath) {
  EXPECT_EQ(file_stem("../a b"), "___a_b");
  EXPECT_EQ(file_stem("eu-west-1"), "eu-west-1");
}

}  // namespace
}  // namespace lastwrite
