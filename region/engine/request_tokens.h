// ClientRequestToken: transactions that were carried out in the last ten minutes, so that one which
// comes again is not carried out again (API reference, TransactWriteItems).
//
//   auto seen = tokens.find("token-1", hash, now);
//   if (seen && *seen) return {};                          // the same request once more
//   … carry it out …
//   tokens.remember(facts, "token-1", hash, now);
//
// Kept in the store's facts, in the transaction of what they stand for, and mirrored in memory.
// Threading: the region's loop.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>

#include "region/base/result.h"
#include "region/base/time.h"
#include "region/store/store.h"

namespace lastwrite {

class RequestTokens {
 public:
  /// Reads what the store holds, in place of what was known: at the start, and after a rollback.
  Result<void> load(FactStore& facts);

  /// Whether a request of this token was carried out. kIdempotentMismatch: another one was.
  Result<bool> find(const std::string& token, std::uint64_t request_hash, WallTime now) const;

  /// Also forgets those that are too old.
  Result<void> remember(FactStore& facts, const std::string& token, std::uint64_t request_hash,
                        WallTime now);

 private:
  struct Seen {
    std::uint64_t request_hash = 0;
    WallTime at;
  };

  Result<void> forget_old(FactStore& facts, WallTime now);

  std::map<std::string, Seen> seen_;
  std::deque<std::pair<WallTime, std::string>> in_order_;
};

}  // namespace lastwrite
