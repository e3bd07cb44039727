#include "region/store/sqlite_names.h"

namespace lastwrite {

Result<void> SqliteNames::prepare() {
  auto prepared = insert_.prepare(connection_.db(), "INSERT INTO names (id, name) VALUES (?1, ?2)");
  if (prepared) prepared = list_.prepare(connection_.db(), "SELECT id, name FROM names");
  if (!prepared) return prepared;
  return reload();
}

Result<void> SqliteNames::reload() {
  ids_.clear();
  texts_.clear();
  auto run = list_.run();
  while (true) {
    const auto row = run.step();
    if (!row) return propagate(row);
    if (!*row) return {};
    const std::string name(run.bytes(1));
    ids_[name] = run.integer(0);
    texts_[run.integer(0)] = name;
  }
}

Result<std::int64_t> SqliteNames::intern(const std::string& name) {
  const auto known = ids_.find(name);
  if (known != ids_.end()) return known->second;
  const auto begun = connection_.begin();
  if (!begun) return propagate(begun);
  const std::int64_t id = texts_.empty() ? 1 : texts_.rbegin()->first + 1;
  const auto inserted = insert_.run().bind(1, id).bind_text(2, name).finish();
  if (!inserted) return propagate(inserted);
  ids_[name] = id;
  texts_[id] = name;
  return id;
}

std::optional<std::int64_t> SqliteNames::id(const std::string& name) const {
  const auto known = ids_.find(name);
  if (known == ids_.end()) return std::nullopt;
  return known->second;
}

Result<std::string> SqliteNames::text(std::int64_t id) const {
  const auto known = texts_.find(id);
  if (known == texts_.end()) {
    return fail(
        ErrorCode::kCorrupt,
        "the store file {} is damaged (a row has the unknown name {}): move it away and start "
        "again; the region then begins empty and fetches its items from its peers",
        connection_.path(), id);
  }
  return known->second;
}

}  // namespace lastwrite
