// The words by which files and reports name outcomes, kinds and versions.
#pragma once

#include <string>

#include "analysis/trace/history.h"

namespace lastwrite {

/// "put".
std::string kind_text(RequestKind kind);
/// "ok", "failed", "unknown".
std::string outcome_text(Outcome outcome);
/// A version's name, unique within its item: "1767225600123456789+2@eu-west-1".
std::string stamp_id(const Stamp& stamp);

/// Who sent it: "client 4 in eu-west-1".
std::string client_text(const History& history, const Operation& operation);

}  // namespace lastwrite
