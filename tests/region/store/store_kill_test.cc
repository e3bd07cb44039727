// kill -9 in the middle of commits: everything that was reported committed is there afterwards,
// items and change log together, and nothing of a transaction that was not.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "region/store/sqlite_store.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kBatch = 3;  // changes in one transaction

/// The child: commits batches for ever and reports the last sequence of each, until it is killed.
[[noreturn]] void commit_for_ever(const std::string& path, Durability durability, int report_to) {
  auto opened = SqliteStore::open(path, durability);
  if (!opened) _exit(1);
  Store& store = **opened;
  std::uint64_t sequence = store.log().head(kEurope).value();
  while (true) {
    for (std::uint64_t i = 0; i < kBatch; ++i) {
      const ChangeRecord record = change(++sequence);
      const StoredItem item{.version = record.stamp, .item = record.item, .sequence = sequence};
      if (!store.items().put(kOrders, record.key, item) || !store.log().append(record)) _exit(2);
    }
    if (!store.facts().put("last", std::to_string(sequence)) || !store.commit()) _exit(3);
    if (write(report_to, &sequence, sizeof sequence) != sizeof sequence) _exit(4);
  }
}

/// Runs a child until it has reported `batches` more commits, kills it, and returns its last
/// report.
std::uint64_t killed_after(const std::string& path, Durability durability, int batches) {
  int ends[2] = {};
  LW_CHECK(pipe(ends) == 0, "no pipe");
  const pid_t child = fork();
  LW_CHECK(child >= 0, "no process");
  if (child == 0) {
    close(ends[0]);
    commit_for_ever(path, durability, ends[1]);
  }
  close(ends[1]);
  std::uint64_t reported = 0;
  std::uint64_t next = 0;
  for (int i = 0; i < batches && read(ends[0], &next, sizeof next) == sizeof next; ++i)
    reported = next;
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  // What it had reported by the time it died counts too.
  while (read(ends[0], &next, sizeof next) == sizeof next) reported = next;
  close(ends[0]);
  return reported;
}

void expect_whole(const std::string& path, std::uint64_t reported) {
  const auto opened = SqliteStore::open(path, Durability::kProcess);
  ASSERT_TRUE(opened) << opened.error().message;
  Store& store = **opened;
  const std::uint64_t head = store.log().head(kEurope).value();
  EXPECT_GE(head, reported);
  EXPECT_EQ(head % kBatch, 0U) << "half a transaction";
  EXPECT_EQ(store.facts().get("last").value(), std::to_string(head));
  const auto changes = store.log().read(kEurope, 0, head + 1, std::size_t{1} << 40).value();
  ASSERT_EQ(changes.size(), head);
  for (std::uint64_t i = 0; i < head; ++i) {
    ASSERT_EQ(changes[i], change(i + 1));
    const auto item = store.items().get(kOrders, changes[i].key).value();
    ASSERT_TRUE(item);
    ASSERT_EQ(item->sequence, i + 1);
  }
  EXPECT_EQ(store.items().scan(kOrders, std::nullopt, head + 1).value().size(), head);
}

TEST(SqliteStoreKill, LosesNothingReportedTenTimesOver) {
  const TempDirectory directory;
  const std::string path = directory.file("region.db");
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t reported = killed_after(path, Durability::kProcess, 5 + 7 * round);
    ASSERT_GT(reported, 0U);
    expect_whole(path, reported);
  }
}

TEST(SqliteStoreKill, LosesNothingReportedWithFullDurability) {
  const TempDirectory directory;
  const std::string path = directory.file("region.db");
  const std::uint64_t reported = killed_after(path, Durability::kFull, 20);
  ASSERT_GT(reported, 0U);
  expect_whole(path, reported);
}

}  // namespace
}  // namespace lastwrite
