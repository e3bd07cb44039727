#include "region/store/sqlite_store.h"

#include "region/store/owner_lock.h"
#include "region/store/sqlite_checkpointer.h"
#include "region/store/sqlite_facts.h"
#include "region/store/sqlite_items.h"
#include "region/store/sqlite_log.h"
#include "region/store/sqlite_schema.h"

namespace lastwrite {

struct SqliteStore::Parts {
  Parts(OwnerLock taken, std::unique_ptr<SqliteConnection> opened)
      : lock(std::move(taken)), connection(std::move(opened)) {}

  Result<void> prepare() {
    auto prepared = names.prepare();
    if (prepared) prepared = items.prepare();
    if (prepared) prepared = log.prepare();
    if (prepared) prepared = facts.prepare();
    return prepared;
  }

  OwnerLock lock;  // first: held until all connections are closed
  std::unique_ptr<SqliteConnection> connection;
  SqliteCheckpointer checkpointer{connection->path()};
  SqliteNames names{*connection};
  SqliteItems items{*connection, names};
  SqliteLog log{*connection, names};
  SqliteFacts facts{*connection};
  // Fails where a rollback did: what is in memory may then differ from the file, so nothing more
  // commits until a rollback succeeds.
  Result<void> rolled_back;
};

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path,
                                                       Durability durability) {
  auto lock = OwnerLock::take(path);
  if (!lock) return propagate(lock);
  auto connection = SqliteConnection::open(path);
  if (!connection) return propagate(connection);
  const auto exists = check_schema(**connection);
  if (!exists) return propagate(exists);
  auto ready = (*connection)->use_write_ahead(durability);
  if (ready && !*exists) ready = create_schema(**connection);
  if (!ready) return propagate(ready);
  auto parts = std::make_unique<Parts>(std::move(*lock), std::move(*connection));
  ready = parts->prepare();
  if (!ready) return propagate(ready);
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(parts)));
}

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SqliteStore::~SqliteStore() = default;

ItemStore& SqliteStore::items() {
  return parts_->items;
}
ChangeLog& SqliteStore::log() {
  return parts_->log;
}
FactStore& SqliteStore::facts() {
  return parts_->facts;
}

Result<void> SqliteStore::commit() {
  if (!parts_->rolled_back) return parts_->rolled_back;
  const auto committed = parts_->connection->commit();
  if (!committed) return committed;
  // What is committed stays so when the checkpoint fails; the next commit or read tells of the
  // disk.
  if (wal_pages() > kWalPagesMax) {
    (void)checkpoint();
  } else if (wal_pages() > kWalPagesSoon) {
    parts_->checkpointer.request();
  }
  return {};
}

void SqliteStore::rollback() {
  parts_->rolled_back = parts_->connection->rollback();
  if (parts_->rolled_back) parts_->rolled_back = parts_->names.reload();
  if (parts_->rolled_back) parts_->rolled_back = parts_->log.reload();
}

int SqliteStore::wal_pages() const {
  return parts_->connection->wal_pages();
}

Result<void> SqliteStore::checkpoint() {
  return parts_->connection->checkpoint();
}

}  // namespace lastwrite
