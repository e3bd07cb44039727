// Puts a new item for every write (`key-000017+eu-west-1/0#7`) that holds what the write adds; the
// value of a key is the sum of its items. No item is ever written twice, so that no write has a
// rival and nothing is lost. The same attempt sent twice writes the same item.
//
// Costs: a read queries all items of the key, and pays for each: at 100 bytes an item, 1,000 writes
// are 100 KB, 12.5 read units (eventually consistent) in place of 0.5; somebody has to fold old
// items together. The simulator has no query: its read gets the item that the task would write.
#pragma once

#include "region/value/key_schema.h"
#include "scenarios/strategy/strategy.h"

namespace lastwrite {

class AppendOnly final : public Strategy {
 public:
  explicit AppendOnly(KeySchema schema) : schema_(std::move(schema)) {}

  std::span<const Step> steps() const override { return kWriteOnly; }
  Item item_key(const Attempt& attempt) const override;
  WriteRequest write(const Attempt& attempt, const GetItemOutput& held) const override;

 private:
  KeySchema schema_;
};

}  // namespace lastwrite
