#include "analysis/report/names.h"

#include <fmt/format.h>

namespace lastwrite {

std::string kind_text(RequestKind kind) {
  if (kind == RequestKind::kPut) return "put";
  if (kind == RequestKind::kUpdate) return "update";
  if (kind == RequestKind::kLock) return "lock";
  return kind == RequestKind::kDelete ? "delete" : "get";
}

std::string outcome_text(Outcome outcome) {
  if (outcome == Outcome::kOk) return "ok";
  return outcome == Outcome::kFailed ? "failed" : "unknown";
}

std::string stamp_id(const Stamp& stamp) {
  return fmt::format("{}+{}@{}", stamp.time.ns, stamp.counter, stamp.region);
}

std::string client_text(const History& history, const Operation& operation) {
  return fmt::format("client {} in {}", operation.session,
                     history.regions[operation.client_region]);
}

}  // namespace lastwrite
