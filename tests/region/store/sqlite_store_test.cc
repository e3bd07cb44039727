// What only the store in a file has to do: outlive its process, and refuse files that it cannot
// trust.
#include "region/store/sqlite_store.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/region/store/store_samples.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

std::unique_ptr<SqliteStore> open_or_die(const std::string& path) {
  auto store = SqliteStore::open(path, Durability::kProcess);
  LW_CHECK(store.has_value(), "{}", store.error().message);
  return std::move(*store);
}

Error failure_to_open(const std::string& path) {
  const auto store = SqliteStore::open(path, Durability::kProcess);
  return store ? Error{ErrorCode::kInternal, "opened"} : store.error();
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void overwrite(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void fill(SqliteStore& store, int items) {
  for (int i = 0; i < items; ++i) {
    const std::string id = std::to_string(i);
    ASSERT_TRUE(store.items().put(kOrders, key_named(id), stored(id)));
    ASSERT_TRUE(store.log().append(change(static_cast<std::uint64_t>(i) + 1)));
  }
  ASSERT_TRUE(store.commit());
}

void execute(const std::string& path, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

class SqliteStoreFile : public testing::Test {
 protected:
  TempDirectory directory_;
  std::string path_ = directory_.file("eu-west-1.db");
};

TEST_F(SqliteStoreFile, KeepsWhatWasCommittedAndNothingElse) {
  {
    auto store = open_or_die(path_);
    fill(*store, 2);
    ASSERT_TRUE(store->facts().put("cursor", "9"));
    ASSERT_TRUE(store->commit());
    ASSERT_TRUE(store->facts().put("cursor", "10"));
  }
  auto store = open_or_die(path_);
  EXPECT_EQ(store->items().get(kOrders, key_named("1")).value(), stored("1"));
  EXPECT_EQ(store->log().head(kEurope).value(), 2U);
  EXPECT_EQ(store->facts().get("cursor").value(), "9");
}

TEST_F(SqliteStoreFile, KeepsTheHeadOfATrimmedLog) {
  {
    auto store = open_or_die(path_);
    fill(*store, 5);
    ASSERT_EQ(store->log().trim(kEurope, 5, 100).value(), 5U);
    ASSERT_TRUE(store->commit());
  }
  auto store = open_or_die(path_);
  EXPECT_EQ(store->log().head(kEurope).value(), 5U);
  EXPECT_EQ(store->log().first(kEurope).value(), 6U);
}

TEST_F(SqliteStoreFile, CheckpointEmptiesTheWriteAheadLog) {
  auto store = open_or_die(path_);
  fill(*store, 50);
  EXPECT_GT(store->wal_pages(), 0);
  ASSERT_TRUE(store->checkpoint());
  EXPECT_EQ(store->wal_pages(), 0);
  EXPECT_EQ(store->items().get(kOrders, key_named("7")).value(), stored("7"));
}

TEST_F(SqliteStoreFile, IsRefusedWhileAnotherHoldsIt) {
  const auto holder = open_or_die(path_);
  const Error error = failure_to_open(path_);
  EXPECT_EQ(error.code, ErrorCode::kIo);
  EXPECT_THAT(error.message, testing::HasSubstr("in use by another process"));
  EXPECT_THAT(error.message, testing::HasSubstr(path_));
}

TEST_F(SqliteStoreFile, InAMissingDirectoryIsAnIoError) {
  const std::string path = directory_.file("missing/eu-west-1.db");
  const Error error = failure_to_open(path);
  EXPECT_EQ(error.code, ErrorCode::kIo);
  EXPECT_THAT(error.message, testing::HasSubstr(path));
  EXPECT_THAT(error.message, testing::HasSubstr("No such file or directory"));
}

TEST_F(SqliteStoreFile, UnderAFileIsAnIoError) {
  overwrite(directory_.file("plain"), "x");
  EXPECT_EQ(failure_to_open(directory_.file("plain/eu-west-1.db")).code, ErrorCode::kIo);
}

TEST_F(SqliteStoreFile, ThatIsADirectoryIsAnIoError) {
  EXPECT_EQ(failure_to_open(directory_.path()).code, ErrorCode::kIo);
}

TEST_F(SqliteStoreFile, OfPlainTextIsRefusedAndLeftAlone) {
  overwrite(path_, "these are my notes\n");
  const Error error = failure_to_open(path_);
  EXPECT_EQ(error.code, ErrorCode::kCorrupt);
  EXPECT_THAT(error.message, testing::HasSubstr(path_));
  EXPECT_EQ(contents(path_), "these are my notes\n");
}

TEST_F(SqliteStoreFile, OfAnotherProgramIsRefusedAndLeftAlone) {
  execute(path_, "CREATE TABLE contacts (name TEXT)");
  const std::string before = contents(path_);
  const Error error = failure_to_open(path_);
  EXPECT_EQ(error.code, ErrorCode::kCorrupt);
  EXPECT_THAT(error.message, testing::HasSubstr("not a Lastwrite store"));
  EXPECT_EQ(contents(path_), before);
}

TEST_F(SqliteStoreFile, OfANewerFormatIsRefused) {
  open_or_die(path_);
  execute(path_, "UPDATE meta SET value = 99 WHERE name = 'format'");
  const Error error = failure_to_open(path_);
  EXPECT_EQ(error.code, ErrorCode::kCorrupt);
  EXPECT_THAT(error.message, testing::HasSubstr("store of format 99"));
  EXPECT_THAT(error.message, testing::HasSubstr("use a newer Lastwrite"));
}

TEST_F(SqliteStoreFile, CutShortIsRefused) {
  fill(*open_or_die(path_), 500);
  const std::string whole = contents(path_);
  ASSERT_GT(whole.size(), 40'000U);
  for (std::size_t size : {100U, 4096U, 20'000U}) {
    overwrite(path_, whole.substr(0, size));
    EXPECT_EQ(failure_to_open(path_).code, ErrorCode::kCorrupt) << size;
  }
}

TEST_F(SqliteStoreFile, WithOverwrittenPagesIsRefused) {
  fill(*open_or_die(path_), 500);
  std::string damaged = contents(path_);
  for (std::size_t at = 8 * 4096; at < 10 * 4096; ++at) damaged[at] = static_cast<char>(at * 7);
  overwrite(path_, damaged);
  const Error error = failure_to_open(path_);
  EXPECT_EQ(error.code, ErrorCode::kCorrupt);
  EXPECT_THAT(error.message, testing::HasSubstr("move it away and start again"));
}

TEST_F(SqliteStoreFile, WithADamagedItemTellsSoWhereItIsRead) {
  fill(*open_or_die(path_), 1);
  execute(path_, "UPDATE items SET item = x'ff00ff'");
  const auto store = open_or_die(path_);
  const auto item = store->items().get(kOrders, key_named("0"));
  ASSERT_FALSE(item);
  EXPECT_EQ(item.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(item.error().message, testing::HasSubstr(path_));
}

}  // namespace
}  // namespace lastwrite
