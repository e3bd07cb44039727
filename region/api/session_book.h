// What each session of the API has read and not yet written since: so that a put which follows a
// read is known for a read-modify-write.
//
//   SessionBook book(clock, {});
//   {
//     const SessionScope scope(&book, "key#3@eu-west-1");    // around one operation
//     book.note_read(table, key, version);
//   }
//   …
//   std::optional<Caller> by = book.take_caller(table, key);  // in a later scope: derived, base
//
// A write takes the read with it: the session's next write of that item, without another read, is a
// blind one. A read older than `patience` is forgotten. Memory: sessions × items, those used
// longest ago go first. The book is the observer's: nothing that decides a winner asks it.
// Threading: the region's loop.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "region/base/clock.h"
#include "region/base/ids.h"
#include "region/base/lru_map.h"
#include "region/observer/observer.h"
#include "region/value/key_schema.h"

namespace lastwrite {

struct SessionLimits {
  std::size_t sessions = 2'000;
  std::size_t items = 200;  // of one session
  Duration patience = std::chrono::seconds(60);
};

class SessionBook {
 public:
  SessionBook(const Clock& clock, const SessionLimits& limits)
      : clock_(clock), limits_(limits), sessions_(limits.sessions) {}

  /// Between the two, what is read and written is that session's; "" is nobody.
  void begin(std::string session) { current_ = std::move(session); }
  void end() { current_.clear(); }

  void note_read(const TableName& table, const ItemKey& key, const std::optional<Stamp>& version);
  /// The session that writes this item now, with what it had read; nullopt: nobody does.
  std::optional<Caller> take_caller(const TableName& table, const ItemKey& key);

 private:
  using ItemId = std::pair<TableName, ItemKey>;
  struct Read {
    TrueTime at;
    std::optional<Stamp> version;
  };
  using Reads = std::unique_ptr<LruMap<ItemId, Read>>;

  const Clock& clock_;
  const SessionLimits limits_;
  LruMap<std::string, Reads> sessions_;
  std::string current_;
};

/// One operation of one session. `book` may be nullptr.
class SessionScope {
 public:
  SessionScope(SessionBook* book, std::string session) : book_(book) {
    if (book_ != nullptr) book_->begin(std::move(session));
  }
  ~SessionScope() {
    if (book_ != nullptr) book_->end();
  }
  SessionScope(const SessionScope&) = delete;
  SessionScope& operator=(const SessionScope&) = delete;

 private:
  SessionBook* book_;
};

}  // namespace lastwrite
