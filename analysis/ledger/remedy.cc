#include "analysis/ledger/remedy.h"

namespace lastwrite {
namespace {

Remedy home_region(const LossShape& loss) {
  return loss.unchecked ? Remedy::kCheckedHomeRegion : Remedy::kHomeRegion;
}

// The later write's region or client knew the lost one.
Remedy of_local(const LossShape& loss) {
  // 1. A region receives it.  2. Something newer overwrites it there.  3. The later write is
  // computed from that, and gets to the home of the lost one first: nothing was there for a check
  // to find.
  if (loss.base == LossShape::Base::kNewer) return home_region(loss);
  if (!loss.by_region_knew) return Remedy::kReadAtHome;
  // Its condition on absence held, so what lies between was a delete.
  const bool nothing_to_check = loss.deleted || loss.by_conditional;
  if (loss.base == LossShape::Base::kAbsence && nothing_to_check) return Remedy::kMarkDeleted;
  return loss.by_conditional ? Remedy::kUniqueToken : Remedy::kVersionCheck;
}

}  // namespace

Remedy remedy_of(const LossShape& loss) {
  switch (loss.fate) {
    case Fate::kLostLocal:
      return of_local(loss);
    case Fate::kLostInverted:
      return loss.region_knew_by ? Remedy::kClocksOrHlc : Remedy::kClocks;
    case Fate::kLostConcurrent:
      return loss.by_expired ? Remedy::kRefreshEarlier : home_region(loss);
    case Fate::kLostStranded:
      return Remedy::kSecondRegion;
    default:
      return Remedy::kNone;
  }
}

}  // namespace lastwrite
