#include "bench/api/floors.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

#include "region/api/http_server.h"
#include "region/base/check.h"

namespace lastwrite {
namespace {

class JsonEcho final : public HttpHandler {
 public:
  void handle(HttpRequest request, Reply reply) override {
    reply([body = std::move(request.body)] {
      return HttpResponse{200, {}, boost::json::serialize(boost::json::parse(body))};
    });
  }
};

constexpr char kSchema[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
    "CREATE TABLE item(k BLOB PRIMARY KEY, v BLOB) WITHOUT ROWID;"
    "CREATE TABLE log(n INTEGER PRIMARY KEY, k BLOB, v BLOB);";

class PlainSqlite {
 public:
  explicit PlainSqlite(const std::string& file) {
    LW_CHECK(sqlite3_open(file.c_str(), &db_) == SQLITE_OK, "cannot open {}", file);
    run(kSchema);
    item_ = prepare("INSERT OR REPLACE INTO item VALUES(?1, ?2)");
    log_ = prepare("INSERT INTO log(k, v) VALUES(?1, ?2)");
  }
  ~PlainSqlite() {
    sqlite3_finalize(item_);
    sqlite3_finalize(log_);
    sqlite3_close(db_);
  }
  PlainSqlite(const PlainSqlite&) = delete;
  PlainSqlite& operator=(const PlainSqlite&) = delete;

  void put(const std::string& key, const std::string& value) {
    for (sqlite3_stmt* statement : {item_, log_}) {
      sqlite3_bind_blob(statement, 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
      sqlite3_bind_blob(statement, 2, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
      LW_CHECK(sqlite3_step(statement) == SQLITE_DONE, "{}", sqlite3_errmsg(db_));
      sqlite3_reset(statement);
    }
  }
  void run(const char* sql) {
    LW_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, "{}",
             sqlite3_errmsg(db_));
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    LW_CHECK(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK, "{}", sql);
    return statement;
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt* item_ = nullptr;
  sqlite3_stmt* log_ = nullptr;
};

}  // namespace

LoadResult json_echo_floor(const std::vector<std::string>& requests, const LoadOptions& options) {
  JsonEcho echo;
  auto server = HttpServer::start("127.0.0.1:0", echo, {});
  LW_CHECK(server.has_value(), "{}", server.error().message);
  return run_load((*server)->address(), requests, options);
}

double sqlite_put_floor(const std::string& file, int batch, Duration time) {
  PlainSqlite db(file);
  const std::string value(200, 'x');
  const auto begin = std::chrono::steady_clock::now();
  std::int64_t puts = 0;
  while (std::chrono::steady_clock::now() - begin < time) {
    db.run("BEGIN");
    for (int i = 0; i < batch; ++i, ++puts) db.put(fmt::format("o{}", puts * 7919 % 10'000), value);
    db.run("COMMIT");
  }
  return static_cast<double>(puts) /
         std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace lastwrite
