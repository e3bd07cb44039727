// The attributes of the items that strategies write, beside the key:
//
//   count    N  the counter; absent where the workload only puts values
//   version  N  version-check and home-region: one more than the version read
//   etag     S  version-check-etag: unique for each attempt
//   token    S  unique for each task
//   tokens   SS where the workload appends: of all tasks whose effect the item holds
//   writer   S  the client's region
//   field1…  S  the token of the last task that wrote it, where tasks write single attributes
//   payload  S  padding of the size that the workload asks for
//   ttl      N  the second in which the item expires, where items do (time_to_live.h)
//
// and those of a lease item of lock-then-write:
//
//   owner    S  the token of the task that holds it
//   expires  N  nanoseconds by the client's clock
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>

#include "scenarios/strategy/strategy.h"

namespace lastwrite {

/// The key, token, writer, payload, for counters `count`, and where the workload appends, its own
/// token as the only one.
Item new_item(const Attempt& attempt, std::int64_t count);

/// The item that a task makes of what it read: new_item() with the counter and the tokens of `held`
/// and its own.
Item next_item(const Attempt& attempt, const GetItemOutput& held);

/// The tokens of an item; empty where it has none.
StringSet tokens_of(const std::optional<Item>& item);

/// The counter after this attempt when it was `before`. 0 where there is no counter.
std::int64_t count_after(const Attempt& attempt, std::int64_t before);

/// An integer attribute of an item; nullopt when the item, the attribute or an integer in it is
/// missing.
std::optional<std::int64_t> integer_of(const std::optional<Item>& item, std::string_view attribute);

/// Sets the attribute that the task is about, and no other, in the item of `key`. Requires:
/// attempt.field.
UpdateItemInput set_field(const Attempt& attempt, Item key);

/// A put without condition.
PutItemInput plain_put(const Attempt& attempt, Item item);

}  // namespace lastwrite
