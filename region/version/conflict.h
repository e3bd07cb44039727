// The conflict rule, whole: the last writer wins.
//
//   decide(stored.version, incoming)   // install if and only if incoming > stored
//
// AWS states the rule as a conditional write requiring the incoming timestamp to be greater than
// the stored one, for whole items (prescriptive guidance on global tables; facts §1.2). How the
// real service breaks ties is not documented; ours: README.md.
#pragma once

#include <cstdint>
#include <optional>

#include "region/version/stamp.h"

namespace lastwrite {

enum class Decision : std::uint8_t {
  kInstall,       // nothing stored, or the incoming version is newer
  kDiscardOlder,  // the stored version is newer
  kDuplicate,     // the very same version is stored
};

/// Pure: depends on the two stamps alone.
inline Decision decide(const std::optional<Stamp>& stored, const Stamp& incoming) {
  if (!stored || *stored < incoming) return Decision::kInstall;
  return *stored == incoming ? Decision::kDuplicate : Decision::kDiscardOlder;
}

/// How a region resolves conflicts: decide(), but in tests that prove that a wrong rule is noticed.
using ConflictRule = Decision (*)(const std::optional<Stamp>& stored, const Stamp& incoming);

}  // namespace lastwrite
