#include "scenarios/campaign/sweep/sweep_files.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "scenarios/campaign/sweep/csv_line.h"
#include "scenarios/campaign/sweep/sweep_database.h"
#include "tests/scenarios/campaign/sweep/tiny_sweep.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

// Every value of the first column, doubles as rows write them.
std::vector<std::string> query(const std::string& path, const std::string& sql) {
  std::vector<std::string> out;
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sql;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const int type = sqlite3_column_type(statement, 0);
    const unsigned char* text = sqlite3_column_text(statement, 0);
    out.push_back(type == SQLITE_NULL    ? ""
                  : type == SQLITE_FLOAT ? number_text(sqlite3_column_double(statement, 0))
                                         : reinterpret_cast<const char*>(text));
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return out;
}

std::vector<std::string> csv_column(const std::string& csv, const std::string& name) {
  std::istringstream in(csv);
  std::string line;
  std::getline(in, line);
  const auto names = split_csv_line(line);
  const auto at = std::find(names.begin(), names.end(), name) - names.begin();
  std::vector<std::string> out;
  while (std::getline(in, line)) out.push_back(split_csv_line(line)[static_cast<std::size_t>(at)]);
  return out;
}

TEST(SweepFiles, TheDatabaseSaysWhatTheRowsSay) {
  const TempDirectory folder;
  const SweepResult result = twelve_cells_result();
  ASSERT_TRUE(write_sweep_files(folder.path(), result));
  const std::string csv = rows_csv(result);
  const std::string database = folder.file("sweep.sqlite");
  EXPECT_EQ(query(database, "SELECT strategy FROM cells ORDER BY cell"),
            csv_column(csv, "strategy"));
  EXPECT_EQ(query(database, "SELECT rate_per_key_per_s FROM cells ORDER BY cell"),
            csv_column(csv, "rate_per_key_per_s"));
  EXPECT_EQ(
      query(database, "SELECT value FROM settings WHERE path = 'network.latency' ORDER BY cell"),
      csv_column(csv, "network.latency"));
  for (const std::string& metric : result.header.metrics) {
    for (const char* column : {"value", "low", "high", "seeds"}) {
      const std::string name =
          column == std::string("value") ? metric : fmt::format("{}_{}", metric, column);
      EXPECT_EQ(
          query(database, fmt::format("SELECT {} FROM metrics WHERE metric = '{}' ORDER BY cell",
                                      column, metric)),
          csv_column(csv, name))
          << name;
    }
  }
  EXPECT_EQ(query(database, "SELECT kind FROM safe_rates"),
            csv_column(safe_rates_csv(result.header, *result.safe), "kind"));
  EXPECT_EQ(query(database, "SELECT value FROM sweep WHERE key = 'id'").front(), result.header.id);
}

TEST(SweepFiles, AreReplacedAndLeaveNothingElseBehind) {
  const TempDirectory folder;
  const SweepResult result = twelve_cells_result();
  ASSERT_TRUE(write_sweep_files(folder.path(), result));
  ASSERT_TRUE(write_sweep_files(folder.path(), result));
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    names.insert(entry.path().filename());
  }
  EXPECT_EQ(names, (std::set<std::string>{"rows.csv", "safe_rates.csv", "sweep.sqlite"}));
}

}  // namespace
}  // namespace lastwrite
