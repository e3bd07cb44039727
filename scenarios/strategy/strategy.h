// SEAM: how a client turns "add 1 to this item" (or "put this value") into requests.
//
// A strategy is pure: whoever runs the task (scenarios/experiment/task_runner.h) reads where asked,
// thinks, asks for the write, sends it, and comes again with a new attempt after a failed
// condition. Threading: immutable, shared by all clients.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "region/engine/requests.h"

namespace lastwrite {

/// One attempt of one task, as a strategy sees it.
struct Attempt {
  TableName table;
  Item key;
  std::string key_text;
  RegionName client_region;
  OperationId operation = OperationId::kNone;  // of the write
  std::uint32_t number = 1;                    // 1: the first attempt of the task
  std::optional<std::int64_t> increment =
      {};                                     // nullopt: the task puts `token`, there is no counter
  std::string token;                          // unique for the task
  std::optional<std::int64_t> own_last = {};  // what this client last wrote to this key
  std::uint32_t padding = 0;                  // bytes
  std::optional<RegionName> roams_to = {};    // where the task goes; nullopt: the client's region
};

using WriteRequest = std::variant<PutItemInput, UpdateItemInput>;

class Strategy {
 public:
  virtual ~Strategy() = default;

  /// Whether an attempt begins with a read. What is read is what the write derives from.
  virtual bool reads_first() const = 0;

  /// The region that both the read and the write go to.
  virtual RegionName target(const Attempt& attempt) const {
    return attempt.roams_to.value_or(attempt.client_region);
  }

  /// The write of this attempt. `held` is what the read returned (empty without one).
  virtual WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const = 0;
};

}  // namespace lastwrite
