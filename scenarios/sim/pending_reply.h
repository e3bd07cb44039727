// A reply that is always given: with a result, or, if whoever owed it ends first (a region that is
// killed takes its requests with it), as kUnavailable, as a broken connection would be.
//
//   commits.submit<WriteOutput>(operation, PendingReply<WriteOutput>(scheduler, name, reply));
//
// The reply leaves `hop` after the result. Threading: one loop. `scheduler` must outlive it.
#pragma once

#include <utility>

#include "region/base/ids.h"
#include "region/base/scheduler.h"
#include "scenarios/engine/region_client.h"

namespace lastwrite {

template <typename T>
class PendingReply {
 public:
  PendingReply(Scheduler& scheduler, const RegionName& region, Duration hop, Reply<T> reply)
      : scheduler_(&scheduler), region_(region), hop_(hop), reply_(std::move(reply)) {}
  PendingReply(PendingReply&& other) noexcept
      : scheduler_(other.scheduler_),
        region_(std::move(other.region_)),
        hop_(other.hop_),
        reply_(std::exchange(other.reply_, nullptr)) {}
  PendingReply& operator=(PendingReply&&) = delete;
  ~PendingReply() {
    if (reply_) send(fail(ErrorCode::kUnavailable, "the connection to {} broke", region_));
  }

  void operator()(Result<T> result) { send(std::move(result)); }

 private:
  void send(Result<T> result) {
    scheduler_->call_after(
        hop_, [reply = std::exchange(reply_, nullptr), result = std::move(result)]() mutable {
          reply(std::move(result));
        });
  }

  Scheduler* scheduler_;
  RegionName region_;  // its own: a reply may outlive the region
  Duration hop_;
  Reply<T> reply_;
};

}  // namespace lastwrite
