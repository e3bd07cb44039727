#include "scenarios/campaign/key_filter.h"

#include "proto/trace.pb.h"

namespace lastwrite {

bool KeyFilter::takes(const v1::TraceEvent& event) {
  switch (event.event_case()) {
    case v1::TraceEvent::kInvoke: {
      const v1::Invoke& invoke = event.invoke();
      const std::string& key = invoke.logical_key().empty() ? invoke.key() : invoke.logical_key();
      if (!items_.contains(key)) return false;
      items_.insert(invoke.key());
      open_.insert(invoke.operation());
      return true;
    }
    case v1::TraceEvent::kComplete:
      return open_.erase(event.complete().operation()) > 0;
    case v1::TraceEvent::kAccept:
      return items_.contains(event.accept().key());
    case v1::TraceEvent::kApply:
      return items_.contains(event.apply().key());
    case v1::TraceEvent::kCoalesced:
      return items_.contains(event.coalesced().key());
    case v1::TraceEvent::kFinal:
      return items_.contains(event.final().key());
    default:
      return true;
  }
}

}  // namespace lastwrite
