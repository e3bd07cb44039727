// One attempt of one task, as a strategy sees it, and the requests that a strategy makes of it.
// Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "region/base/time.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// The second item of a task that puts two in one transaction.
struct AlsoPut {
  Item key;
  std::string key_text;
};

struct Attempt {
  TableName table;
  Item key;
  std::string key_text;
  RegionName client_region;
  OperationId operation = OperationId::kNone;  // of the request that is made next
  std::uint32_t number = 1;                    // 1: the first attempt of the task
  std::optional<std::int64_t> increment =
      {};                                     // nullopt: the task puts `token`, there is no counter
  bool appends = false;                       // the task adds `token` to the item's set of tokens
  std::optional<std::string> field = {};      // the task writes this attribute alone
  std::string token;                          // unique for the task
  std::optional<std::int64_t> own_last = {};  // what this client last wrote to this key
  std::optional<AlsoPut> also = {};           // makes it a transaction
  std::uint32_t padding = 0;                  // bytes
  std::optional<RegionName> roams_to = {};    // where the task goes; nullopt: the client's region
  WallTime now = {};                          // the client's own clock, when the request is made
};

using WriteRequest = std::variant<PutItemInput, UpdateItemInput, DeleteItemInput>;

/// A lease on a key, kept as an item of the same table.
struct Lease {
  PutItemInput take;        // on the condition that nobody holds it
  DeleteItemInput release;  // on the condition that it is still one's own
};

}  // namespace lastwrite
