#include "region/engine/engine.h"

#include <charconv>

#include "region/engine/store_facts.h"

namespace lastwrite {

Engine::Engine(const EngineOptions& options, Store& store, const Clock& clock, Observer& observer)
    : options_(options),
      store_(store),
      clock_(clock),
      observer_(observer),
      stamper_(options.stamp_rule, options.region, clock) {
  if (options.throttle) throttle_.emplace(clock);
}

Result<std::unique_ptr<Engine>> Engine::open(const EngineOptions& options, Store& store,
                                             const Clock& clock, Observer& observer) {
  std::unique_ptr<Engine> engine(new Engine(options, store, clock, observer));
  if (const auto claimed = engine->claim_store(); !claimed) return propagate(claimed);
  if (const auto loaded = engine->reload(); !loaded) return propagate(loaded);
  if (const auto resumed = engine->resume_stamps(); !resumed) return propagate(resumed);
  return engine;
}

// A store belongs to one region for ever: its stamps and sequences bear that name.
Result<void> Engine::claim_store() {
  FactStore& facts = store_.facts();
  const auto owner = facts.get(kRegionFact);
  if (!owner) return propagate(owner);
  if (*owner && **owner != options_.region.text) {
    return fail(ErrorCode::kCorrupt,
                "the store belongs to region {}, not {}: give this region its own directory",
                **owner, options_.region);
  }
  if (!*owner) {
    if (const auto r = facts.put(kRegionFact, options_.region.text); !r) return propagate(r);
    if (const auto r = facts.put(kGenerationFact, fmt::format("{}", options_.new_generation)); !r) {
      return propagate(r);
    }
    if (const auto r = store_.commit(); !r) return propagate(r);
  }
  const auto text = facts.get(kGenerationFact);
  if (!text) return propagate(text);
  const std::string& digits = text->value_or("");
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), generation_);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    return fail(ErrorCode::kCorrupt, "the store's generation is damaged: '{}'", digits);
  }
  return {};
}

Result<void> Engine::reload() {
  if (const auto loaded = catalog_.load(store_.facts()); !loaded) return propagate(loaded);
  const auto head = store_.log().head(options_.region);
  if (!head) return propagate(head);
  head_ = *head;
  if (const auto loaded = streams_.load(store_); !loaded) return propagate(loaded);
  if (const auto loaded = request_tokens_.load(store_.facts()); !loaded) return propagate(loaded);
  table_work_ = true;
  return tombstones_.load(store_.items(), catalog_.names());
}

// The last change accepted here is never trimmed, so that its stamp is known after a restart.
Result<void> Engine::resume_stamps() {
  if (head_ == 0) return {};
  const auto last = store_.log().read(options_.region, head_ - 1, 1, 1);
  if (!last) return propagate(last);
  if (!last->empty()) stamper_.resume(last->front().stamp);
  return {};
}

}  // namespace lastwrite
