// The ledger: gives every acknowledged write exactly one fate (README.md of this folder says how).
//
//   Evidence evidence(history);
//   Ledger ledger = judge(evidence);
//   ledger.operations[7]                       // Fate::kLostConcurrent
//   ledger.versions[v].displacer               // the version that replaced it
//
// Cost: O(n log n) in versions and events. Threading: pure functions over values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/ledger/evidence.h"
#include "analysis/ledger/fate.h"
#include "analysis/ledger/final_state.h"

namespace lastwrite {

struct FateFlags {
  bool newer_in_real_time = false;   // accepted later, in true time, than what displaced it
  bool tie = false;                  // same time and counter: the region's name decided
  bool deleted = false;              // it, or what displaced it, is a delete
  bool condition_passed = false;     // lost although its condition held
  bool stillborn = false;            // acknowledged, never visible anywhere
  bool disjoint_attributes = false;  // it and what displaced it changed different attributes
  bool aba = false;  // its condition held against another version than the client had read
};

/// What became of one version, whoever wrote it. Invariant: `displacer` is set for superseded and
/// lost fates other than lost_stranded; `root_cause` for lost_orphaned.
struct Judgement {
  Fate fate = Fate::kNoEffect;
  std::uint32_t displacer = kAbsent;   // versions
  std::uint32_t root_cause = kAbsent;  // versions: the lost version that took this one with it
  FateFlags flags;
};

struct Ledger {
  std::vector<Judgement> versions;  // by version
  std::vector<Fate> operations;     // by operation; reads: kNoEffect
  std::vector<FinalState> finals;   // by item
  std::vector<bool> phantoms;  // by version: accepted, but never acknowledged nor seen by anybody
  /// The run quiesced and all replicas agree on every item.
  bool converged = false;
  /// Contradictions: bugs of Lastwrite itself, to be reported loudly.
  std::vector<std::string> findings;
};

Ledger judge(const Evidence& evidence);

}  // namespace lastwrite
