// Who made the writes of a run, and from what. Regions know that of requests to the DynamoDB API
// alone; of a run its driver knows it, and their Accepts name the driver's operation.
//
//   InvokedWrites writes;
//   writes.hear(event);             // each event of the driver's trace, as it is written
//   if (writes.complete(event)) ledger.take(region, event);      // each event of the regions'
//
// An Invoke is heard before its request leaves, hence before its Accept. Threading: one owner.
// Memory: at most kKept operations that are neither accepted nor known to have failed; beyond, the
// oldest are forgotten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "region/version/stamp.h"

namespace lastwrite {

namespace v1 {
class Invoke;
class TraceEvent;
}  // namespace v1

class InvokedWrites {
 public:
  static constexpr std::size_t kKept = 100'000;

  void hear(const v1::TraceEvent& event);
  /// Adds session and base to an Accept that says neither. False: a write of the strategy's own
  /// (a lease), which counts nowhere.
  bool complete(v1::TraceEvent& event);

  std::size_t size() const { return writes_.size(); }

 private:
  struct Write {
    std::string session;
    bool derived = false;
    std::optional<Stamp> base;
    bool bookkeeping = false;
  };
  void remember(const v1::Invoke& invoke);

  std::map<std::uint64_t, Write> writes_;  // by operation; later ones have greater numbers
};

}  // namespace lastwrite
