// Ready-made items, stamps and changes for tests of stores. Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/store/store.h"

namespace lastwrite {

inline const TableName kOrders{"Orders"};
inline const RegionName kEurope{"eu-west-1"};
inline const RegionName kVirginia{"us-east-1"};

inline ItemKey key_named(const std::string& bytes) {
  return ItemKey{bytes};
}

inline Stamp stamp_at(std::int64_t time_ns, const RegionName& region = kEurope) {
  return Stamp{.time = WallTime{time_ns}, .counter = 3, .region = region};
}

inline Item order_item(const std::string& id, std::int64_t amount = 1) {
  return Item{{"orderId", String(id)}, {"amount", Number(amount)}, {"tags", List{Null{}, "new"}}};
}

inline StoredItem stored(const std::string& id, std::int64_t time_ns = 100) {
  return StoredItem{.version = stamp_at(time_ns),
                    .item = order_item(id),
                    .operation = OperationId{77},
                    .sequence = 5};
}

/// Stamps with times 1, 2, … of `names`, after a delete at 0.
inline AttributeStamps stamps_of(const std::vector<std::string>& names) {
  AttributeStamps stamps{.stamps = {}, .removed_before = stamp_at(0, kVirginia)};
  for (const std::string& name : names) {
    const auto time = static_cast<std::int64_t>(stamps.stamps.size()) + 1;
    stamps.stamps.emplace(name, stamp_at(time));
  }
  return stamps;
}

inline ChangeRecord change(std::uint64_t sequence, const RegionName& region = kEurope) {
  const std::string id = "order-" + std::to_string(sequence);
  return ChangeRecord{.sequence = sequence,
                      .table = kOrders,
                      .key = key_named(id),
                      .stamp = stamp_at(static_cast<std::int64_t>(sequence) * 10, region),
                      .item = order_item(id),
                      .observer = {.operation = OperationId{sequence},
                                   .accepted_at = TrueTime{-5},
                                   .injected = Duration(80)}};
}

}  // namespace lastwrite
