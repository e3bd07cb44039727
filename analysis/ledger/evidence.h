// Everything that verdicts rest on, computed once for a history. Keeps a reference to the history.
#pragma once

#include "analysis/ledger/lineage.h"
#include "analysis/ledger/replica_knowledge.h"
#include "analysis/ledger/session_knowledge.h"
#include "analysis/trace/history.h"

namespace lastwrite {

struct Evidence {
  explicit Evidence(const History& h) : history(h), lineage(h), replicas(h), sessions(h) {}

  const History& history;
  Lineage lineage;
  ReplicaKnowledge replicas;
  SessionKnowledge sessions;

  /// Whoever wrote `later` knew `earlier`: its replica or its client did.
  bool knew(std::uint32_t later, std::uint32_t earlier) const {
    return replicas.knew(later, earlier) || sessions.knew(later, earlier);
  }
};

}  // namespace lastwrite
