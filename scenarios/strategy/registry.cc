#include "scenarios/strategy/registry.h"

#include "region/base/check.h"
#include "scenarios/strategy/append_only.h"
#include "scenarios/strategy/atomic_add.h"
#include "scenarios/strategy/blind_put.h"
#include "scenarios/strategy/crdt_counter.h"
#include "scenarios/strategy/home_region.h"
#include "scenarios/strategy/lock_then_write.h"
#include "scenarios/strategy/read_modify_write.h"
#include "scenarios/strategy/version_check.h"
#include "scenarios/strategy/version_check_etag.h"

namespace lastwrite {

std::unique_ptr<Strategy> make_strategy(const StrategySpec& spec,
                                        const std::vector<RegionName>& regions,
                                        const KeySchema& schema) {
  switch (spec.kind) {
    case StrategyKind::kBlindPut:
      return std::make_unique<BlindPut>();
    case StrategyKind::kReadModifyWrite:
      return std::make_unique<ReadModifyWrite>();
    case StrategyKind::kVersionCheck:
      return std::make_unique<VersionCheck>();
    case StrategyKind::kVersionCheckEtag:
      return std::make_unique<VersionCheckEtag>();
    case StrategyKind::kAtomicAdd:
      return std::make_unique<AtomicAdd>();
    case StrategyKind::kHomeRegion:
      return std::make_unique<HomeRegion>(regions, spec.home);
    case StrategyKind::kCrdtCounter:
      return std::make_unique<CrdtCounter>(schema);
    case StrategyKind::kAppendOnly:
      return std::make_unique<AppendOnly>(schema);
    case StrategyKind::kLockThenWrite:
      return std::make_unique<LockThenWrite>(
          schema, spec.lock == LockKind::kLease ? std::optional(spec.lease) : std::nullopt);
  }
  LW_CHECK(false, "strategy kind {}", static_cast<int>(spec.kind));
}

}  // namespace lastwrite
