#include "analysis/live/invoked_writes.h"

#include <fmt/format.h>

#include "proto/trace.pb.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {

void InvokedWrites::hear(const v1::TraceEvent& event) {
  if (event.has_invoke()) remember(event.invoke());
  // One of unknown outcome may still be accepted.
  if (event.has_complete() && event.complete().outcome() == v1::Complete::FAILED)
    writes_.erase(event.complete().operation());
}

void InvokedWrites::remember(const v1::Invoke& invoke) {
  if (invoke.kind() == "get" || invoke.kind() == "lock") return;
  Write write{fmt::format("{}", invoke.session()), invoke.derived(), {}, invoke.bookkeeping()};
  if (invoke.has_base()) write.base = stamp_from_proto(invoke.base()).value_or(Stamp{});
  writes_.insert_or_assign(invoke.operation(), std::move(write));
  if (writes_.size() > kKept) writes_.erase(writes_.begin());
}

bool InvokedWrites::complete(v1::TraceEvent& event) {
  if (!event.has_accept()) return true;
  v1::Accept& accept = *event.mutable_accept();
  const auto found = writes_.find(accept.operation());
  if (found == writes_.end()) return true;
  const Write write = std::move(found->second);
  writes_.erase(found);
  accept.set_session(write.session);
  accept.set_derived(write.derived);
  if (write.base) to_proto(*write.base, accept.mutable_base());
  return !write.bookkeeping;
}

}  // namespace lastwrite
