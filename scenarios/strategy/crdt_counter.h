// As atomic-add, but each region has an item of its own for every key (`key-000017@eu-west-1`) and
// writes no other: a grow-only counter, whose value is the sum over the regions' items. Whole items
// then never meet a rival, so that last-writer-wins has nothing to decide and nothing is lost. (But
// for a region whose own clock runs backwards under the stamp rule `wall`: it buries its own
// writes.)
//
// Costs: a read gets one item for each region and adds up (the simulator's read gets the reader's
// own region's item alone); a bound such as "never below 0" cannot be kept. Without a counter each
// region keeps its own last value.
#pragma once

#include "region/value/key_schema.h"
#include "scenarios/strategy/atomic_add.h"

namespace lastwrite {

class CrdtCounter final : public AtomicAdd {
 public:
  explicit CrdtCounter(KeySchema schema) : schema_(std::move(schema)) {}

  Item item_key(const Attempt& attempt) const override;

 private:
  KeySchema schema_;
};

}  // namespace lastwrite
