// What the clients of a scenario do: how many, how often, on which keys, with which operation.
//
//   workload: {clients_per_region: 4, arrivals: poisson(10/s), keys: zipfian(1000, 0.99),
//   operation: increment}
//
// Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "region/base/distribution.h"
#include "region/base/ids.h"
#include "region/base/time.h"

namespace lastwrite {

/// When one client begins its tasks.
struct ArrivalSpec {
  enum class Kind : std::uint8_t {
    kPoisson,   // open loop, exponential gaps: tasks begin whether or not earlier ones have ended
    kConstant,  // open loop, equal gaps
    kClosed,    // the next task begins `pause` after the last one ended
  };
  Kind kind = Kind::kPoisson;
  double per_second = 10;  // open loop: of one client
  Distribution pause;      // closed loop

  friend bool operator==(const ArrivalSpec&, const ArrivalSpec&) = default;
};

/// Which of `count` keys a task takes.
struct KeySpec {
  enum class Kind : std::uint8_t {
    kUniform,
    kZipfian,  // key i (from 1) with a chance proportional to 1 / i^theta
    kHot,      // the first key with chance `share`, else one of the others
  };
  Kind kind = Kind::kUniform;
  std::uint64_t count = 1000;
  double theta = 0;
  double share = 0;

  friend bool operator==(const KeySpec&, const KeySpec&) = default;
};

enum class OperationKind : std::uint8_t {
  kIncrement,  // adds 1 to the counter of the item
  kPut,        // writes a unique token; no counter
  kAppend,     // adds a unique token to the item's set of tokens
};

enum class SessionKind : std::uint8_t {
  kSticky,   // every task goes to the client's own region
  kRoaming,  // every task goes to a region drawn anew, as behind a balancer without affinity
};

/// "increment", "put" or "append", as in scenario files.
std::string_view operation_name(OperationKind operation);

/// One task of a schedule: which client sets out to do it, when, and on which key.
struct ScheduledTask {
  Duration at{0};  // since the start of `measure`
  RegionName region;
  std::uint64_t key = 0;
  std::uint32_t client = 0;                // of that region; its sessions are its own
  std::optional<Duration> think = {};      // in place of WorkloadSpec::think_time
  std::optional<RegionName> to = {};       // where a roaming task goes
  bool read = false;                       // one plain read
  bool removes = false;                    // the write is a delete
  std::optional<std::uint64_t> also = {};  // a transaction: this key is put together with `key`
  std::uint32_t attribute = 0;             // which of WorkloadSpec::attributes; 0: drawn

  friend bool operator==(const ScheduledTask&, const ScheduledTask&) = default;
};

struct WorkloadSpec {
  /// The tasks one by one, in any order. Unless empty, it takes the place of clients_per_region,
  /// arrivals, keys, reads, deletes,
  /// transactions and sessions, and nothing happens in warm-up.
  std::vector<ScheduledTask> schedule = {};
  std::uint32_t clients_per_region = 4;
  ArrivalSpec arrivals;
  KeySpec keys;
  OperationKind operation = OperationKind::kIncrement;
  /// Of puts: each task writes one of so many attributes and leaves the others; 0: the whole item.
  std::uint32_t attributes = 0;
  Distribution think_time;             // between the read and the write of one attempt
  std::uint32_t value_size = 0;        // bytes of padding in each item
  std::uint32_t reads_ppm = 0;         // share of tasks that are one plain read
  std::uint32_t deletes_ppm = 0;       // of the other tasks of puts: share that delete the item
  std::uint32_t transactions_ppm = 0;  // of puts: share that put two items in one transaction
  SessionKind sessions = SessionKind::kSticky;
  /// Of puts: how long after it was sent a write lets its item live; 0: for ever.
  Duration time_to_live{0};

  friend bool operator==(const WorkloadSpec&, const WorkloadSpec&) = default;
};

/// Whether any task deletes its item.
bool deletes(const WorkloadSpec& workload);
/// Whether any task puts two items in one transaction.
bool transacts(const WorkloadSpec& workload);
/// Whether items have a time to live.
bool expires(const WorkloadSpec& workload);

/// How a client retries: waits uniform in [0, min(cap, base * 2^(attempt-1))].
struct RetrySpec {
  Duration base = 100ms;
  Duration cap = 20s;
  std::uint32_t attempts = 8;

  friend bool operator==(const RetrySpec&, const RetrySpec&) = default;
};

}  // namespace lastwrite
