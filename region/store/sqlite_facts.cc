#include "region/store/sqlite_facts.h"

namespace lastwrite {

Result<void> SqliteFacts::prepare() {
  auto* db = connection_.db();
  auto prepared = get_.prepare(db, "SELECT value FROM facts WHERE name = ?1");
  if (prepared)
    prepared = put_.prepare(db, "INSERT OR REPLACE INTO facts (name, value) VALUES (?1, ?2)");
  if (prepared) prepared = erase_.prepare(db, "DELETE FROM facts WHERE name = ?1");
  if (prepared)
    prepared = list_.prepare(db, "SELECT name, value FROM facts WHERE name >= ?1 ORDER BY name");
  return prepared;
}

Result<std::optional<std::string>> SqliteFacts::get(const std::string& name) {
  auto run = get_.run();
  const auto row = run.bind_text(1, name).step();
  if (!row) return propagate(row);
  if (!*row) return std::optional<std::string>();
  return std::optional<std::string>(run.bytes(0));
}

Result<void> SqliteFacts::put(const std::string& name, const std::string& value) {
  const auto begun = connection_.begin();
  if (!begun) return begun;
  return put_.run().bind_text(1, name).bind_blob(2, value).finish();
}

Result<void> SqliteFacts::erase(const std::string& name) {
  const auto begun = connection_.begin();
  if (!begun) return begun;
  return erase_.run().bind_text(1, name).finish();
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteFacts::list(
    const std::string& prefix) {
  std::vector<std::pair<std::string, std::string>> facts;
  auto run = list_.run();
  run.bind_text(1, prefix);
  while (true) {
    const auto row = run.step();
    if (!row) return propagate(row);
    if (!*row || !run.bytes(0).starts_with(prefix)) return facts;
    facts.emplace_back(run.bytes(0), run.bytes(1));
  }
}

}  // namespace lastwrite
