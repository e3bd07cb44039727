// The stamps of single attributes, where conflicts are resolved by attributes (granularity.h).
//
//   {a: 5@eu-west-1, b: 7@us-east-1}, removed_before 3@us-east-1
//
// An attribute that has a stamp and no value was removed by the write of that stamp.
// `removed_before` is the stamp of the last delete of the whole item: every attribute with a
// smaller one is gone and is not listed. The key attributes have no stamps. Threading: values.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "region/version/stamp.h"

namespace lastwrite {

struct AttributeStamps {
  std::map<std::string, Stamp, std::less<>> stamps;  // by attribute
  std::optional<Stamp> removed_before = {};

  friend bool operator==(const AttributeStamps&, const AttributeStamps&) = default;
};

}  // namespace lastwrite
