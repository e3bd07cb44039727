#include "region/store/owner_lock.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "region/store/sqlite_checkpointer.h"
#include "region/store/sqlite_store.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

TEST(OwnerLock, KeepsOthersOutWhileItLives) {
  const TempDirectory directory;
  const std::string store = directory.file("a.db");
  {
    const auto first = OwnerLock::take(store);
    ASSERT_TRUE(first);
    const auto second = OwnerLock::take(store);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::kIo);
  }
  EXPECT_TRUE(OwnerLock::take(store));
}

TEST(OwnerLock, LeavesNoFileBehind) {
  const TempDirectory directory;
  { ASSERT_TRUE(OwnerLock::take(directory.file("a.db"))); }
  EXPECT_FALSE(std::filesystem::exists(directory.file("a.db.lock")));
}

TEST(OwnerLock, TakesOverWhatAKilledOwnerLeft) {
  const TempDirectory directory;
  std::ofstream(directory.file("a.db.lock")).put('x');
  EXPECT_TRUE(OwnerLock::take(directory.file("a.db")));
}

// The writer never waits for it, so the only sign is the file that grows while the store is open.
TEST(SqliteCheckpointer, MovesALongLogIntoTheFileInTheBackground) {
  const TempDirectory directory;
  const std::string path = directory.file("a.db");
  auto store = SqliteStore::open(path, Durability::kProcess);
  ASSERT_TRUE(store);
  const TableName table("Orders");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (int i = 0; std::filesystem::file_size(path) < 8'000'000; ++i) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the file has not grown";
    const StoredItem item{Stamp{WallTime{i}, 0, RegionName("a")},
                          Item{{"body", String(8000, 'x')}}};
    ASSERT_TRUE((*store)->items().put(table, ItemKey{fmt::format("{:08}", i % 20'000)}, item));
    ASSERT_TRUE((*store)->commit());
  }
}

}  // namespace
}  // namespace lastwrite
