// Applies one change received from a peer: installs it if and only if its stamp is greater than the
// stored one; with conflicts by attributes, those attributes of it whose stamps are. Applying a
// change twice has the effect of applying it once.
#pragma once

#include "region/engine/engine.h"

namespace lastwrite {

enum class Provenance : std::uint8_t { kStream, kBackfill };

/// A winner also enters this region's change log, where its stream sees it and no peer is sent it.
/// kResourceNotFound when this region does not have the table (yet).
Result<ApplyOutcome> apply_replicated(Engine& engine, const ChangeRecord& record,
                                      Provenance provenance);

}  // namespace lastwrite
