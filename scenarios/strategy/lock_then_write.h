// Reads, thinks and writes while holding a lock on the key. It does not help: a lock keeps clients
// apart, but the replicas on which they work have not heard of one another yet.
//
//   LockThenWrite(schema, 2s)             lease: an item `lock#key-000017` of the same table, held
//                                         for 2 s, given back after the write
//   LockThenWrite(schema, std::nullopt)   perfect: one mutex for each key in the driver, whatever
//                                         the region, so that no two tasks of the run overlap
//
// The perfect lock is that of Jepsen's test of Riak (Kingsbury, "Call me maybe: Riak", 2013), where
// last-writer-wins under a partition still lost a third of what had been acknowledged. The lease is
// what an application would do: its condition is evaluated in the client's region, and the lease
// itself travels with the lag of replication, so that two regions hold it at once.
//
// A lease ends by the clock of whoever asks; clients have the driver's clock, which is the same for
// all (the lease is judged by better clocks than real ones). A write that comes after its lease has
// run out is not stopped. Lease writes are bookkeeping: no count of the workload has them.
#pragma once

#include "region/value/key_schema.h"
#include "scenarios/strategy/read_modify_write.h"

namespace lastwrite {

class LockThenWrite final : public ReadModifyWrite {
 public:
  /// `lease`: how long a lease holds; nullopt: the perfect lock. A lease requires room for
  /// siblings.
  LockThenWrite(KeySchema schema, std::optional<Duration> lease)
      : schema_(std::move(schema)), lease_(lease) {}

  std::span<const Step> steps() const override;
  std::optional<Lease> lease(const Attempt& attempt) const override;

 private:
  KeySchema schema_;
  std::optional<Duration> lease_;
};

}  // namespace lastwrite
