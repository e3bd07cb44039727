// Turns what happens in a run into events of the driver's trace, each with the true time of now.
//
// Threading: one loop. `clock` and `trace` must outlive this.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/clock.h"
#include "scenarios/engine/cluster.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/experiment/driver_trace.h"

namespace lastwrite {

/// One request that leaves; the fields are those of Invoke in proto/trace.proto.
struct InvokeRecord {
  OperationId operation = OperationId::kNone;
  std::uint64_t task = 0;
  std::uint32_t attempt = 1;
  std::uint32_t session = 0;
  RegionName client_region;
  RegionName target_region;
  std::string_view kind;  // get, put, update, delete, lock
  std::string key;
  std::optional<Stamp> base;
  bool derived = false;
  TrueTime intended;
  std::int64_t increment = 0;
  std::string token;
  std::string logical_key;  // the workload's key
  bool bookkeeping = false;
};

class Recorder {
 public:
  Recorder(const Clock& clock, DriverTrace& trace, std::string strategy, TableName table)
      : clock_(clock), trace_(trace), strategy_(std::move(strategy)), table_(std::move(table)) {}

  void invoke(const InvokeRecord& record);
  /// `version`: the version written or read, where there is one.
  void completed(OperationId operation, const std::optional<Stamp>& version, bool task_done);
  /// A read, whole: with conflicts by attributes their versions too.
  void read(OperationId operation, const GetItemOutput& output, bool task_done);
  void failed(OperationId operation, const Error& error, bool task_done);

  /// The task ended in the middle of something that has no error of a region's.
  void gave_up(OperationId operation, std::string_view why);

  void phase(std::string_view name);
  /// With `durability` full a power cut loses nothing that was acknowledged.
  void fault(const FaultSpec& fault, bool begins, DurabilityLevel durability);
  /// The clock offset of the region and its backlog towards each peer.
  void state(const RegionState& state);
  void quiesce(bool reached, const std::vector<RegionName>& missing);
  void final_version(const RegionName& region, const HeldVersion& held);

  Result<void> flush() { return trace_.flush(); }
  /// Nothing is written any more: answers that come after the end of a run are no part of it.
  void close() { closed_ = true; }

 private:
  v1::TraceEvent event() const;
  v1::TraceEvent completion(OperationId operation, const std::optional<Stamp>& version,
                            bool task_done) const;
  void write(const v1::TraceEvent& event);

  const Clock& clock_;
  DriverTrace& trace_;
  std::string strategy_;
  TableName table_;
  bool closed_ = false;
};

}  // namespace lastwrite
