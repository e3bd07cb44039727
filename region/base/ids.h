// Names and numbers that must not be confused with one another.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

#include "region/base/result.h"

namespace lastwrite {

/// A string with a meaning. Compares as bytes.
template <typename Tag>
struct Name {
  std::string text;

  Name() = default;
  explicit Name(std::string t) : text(std::move(t)) {}
  bool empty() const { return text.empty(); }
  friend auto operator<=>(const Name&, const Name&) = default;
};

/// A region such as "eu-west-1". Any 1 to 64 of [a-z0-9-], beginning and ending with a letter or
/// digit.
using RegionName = Name<struct RegionNameTag>;

/// A table name: 3 to 255 of [a-zA-Z0-9_.-] (DynamoDB developer guide, service quotas).
using TableName = Name<struct TableNameTag>;

Result<RegionName> parse_region_name(std::string_view text);
Result<TableName> parse_table_name(std::string_view text);

/// One request of one client attempt, numbered by whoever drives the workload; 0 when nobody does.
/// The observer's: carried beside a write, never read by the store or by conflict resolution.
enum class OperationId : std::uint64_t { kNone = 0 };

}  // namespace lastwrite

template <typename Tag>
struct fmt::formatter<lastwrite::Name<Tag>> : fmt::formatter<std::string> {
  template <typename Context>
  auto format(const lastwrite::Name<Tag>& name, Context& context) const {
    return fmt::formatter<std::string>::format(name.text, context);
  }
};
