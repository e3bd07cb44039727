// Moments and spans as tables of other programs write them.
//
//   parse_moment("2026-01-01T00:00:00.082Z")    // nanoseconds since 1970, UTC
//   parse_scaled("82.4", 1e6)                     // 82.4 ms in nanoseconds
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lastwrite {

/// ISO 8601 with date, time and "Z" or an offset such as +02:00; nullopt: it is none.
std::optional<std::int64_t> parse_moment(std::string_view text);

/// A decimal number of units of `unit_ns` nanoseconds. Whole numbers are taken exactly; nullopt: no
/// number, not finite, or out of range.
std::optional<std::int64_t> parse_scaled(std::string_view text, double unit_ns);

}  // namespace lastwrite
