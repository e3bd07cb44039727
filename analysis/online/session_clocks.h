// What the client of each write knew, kept up as the run goes on: its own earlier writes, what it
// read, and all that the writers of what it read had known. The same closure as
// analysis/ledger/session_knowledge.h, for sessions that do one thing at a time.
//
//   clocks.wrote(session, version);     // version is numbered in its session, and told what it
//   knows clocks.read(session, version);      // the reply arrived clocks.knew(later, earlier);
//
// A run without reads needs no clocks: a session then knows its own writes alone. Memory: one
// number for each session, for each version that is open. Threading: one owner.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/online/version_forest.h"

namespace lastwrite {

/// What a client knew when it sent a write, kept for one that is accepted only after its session
/// has gone on.
struct PastClient {
  std::uint32_t ordinal = 0;
  std::vector<std::uint32_t> knew = {};  // empty: nothing but its own writes
};

class SessionClocks {
 public:
  /// `reads`: read() will be called. `forest` must outlive this.
  SessionClocks(VersionForest& forest, bool reads) : forest_(forest), reads_(reads) {}

  /// Numbers the write among those of its session; a version that was never visible has no id.
  std::uint32_t next_ordinal(std::uint32_t session);
  /// `past`: what its client knew when it asked for it; nullptr: what it knows now.
  void wrote(VersionId version, const PastClient* past);
  /// The client gives up a write that no region has accepted yet, and goes on.
  PastClient abandon(std::uint32_t session);
  /// Requires: the version is alive still.
  void read(std::uint32_t session, VersionId version);

  /// The client that wrote `later` knew `earlier` when it sent its request.
  bool knew(VersionId later, VersionId earlier) const {
    const OpenVersion& by = forest_.at(later);
    const OpenVersion& of = forest_.at(earlier);
    if (by.session == of.session) return of.ordinal < by.ordinal;
    if (!reads_) return false;
    const Clock& clock = clocks_[later];
    return of.session < clock.size() && clock[of.session] >= of.ordinal;
  }

 private:
  using Clock = std::vector<std::uint32_t>;  // by session: writes 1…n of it are known

  Clock& session(std::uint32_t number);

  VersionForest& forest_;
  bool reads_;
  std::vector<std::uint32_t> written_;  // by session
  std::vector<Clock> now_;              // by session
  std::vector<Clock> clocks_;           // by version: of its writer, when it wrote
};

}  // namespace lastwrite
