// The keys of a workload as items of its table: number 17 is {"orderId": "key-000017"}, or 17 where
// the attribute is a number. A sort key has one value, "0" or 0.
//
// Threading: immutable.
#pragma once

#include <cstdint>
#include <string>

#include "region/value/key_schema.h"

namespace lastwrite {

class KeySpace {
 public:
  explicit KeySpace(KeySchema schema) : schema_(std::move(schema)) {}

  /// The key attributes of key `number`.
  Item key(std::uint64_t number) const;
  /// The same for people and traces: key_text().
  std::string text(std::uint64_t number) const;

 private:
  KeySchema schema_;
};

}  // namespace lastwrite
