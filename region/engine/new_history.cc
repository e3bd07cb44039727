#include "region/engine/new_history.h"

#include <fmt/format.h>

#include "region/engine/cursors.h"
#include "region/engine/store_facts.h"

namespace lastwrite {

Result<void> begin_new_history(Store& store, const NewHistory& history) {
  FactStore& facts = store.facts();
  if (const auto r = facts.put(kRegionFact, history.region.text); !r) return r;
  const std::string generation = fmt::format("{}", history.generation);
  if (const auto r = facts.put(kGenerationFact, generation); !r) return r;
  for (const RegionName& peer : history.peers) {
    if (const auto r = write_cursor(facts, peer, {kForgottenGeneration, 0}); !r) return r;
  }
  return store.commit();
}

}  // namespace lastwrite
