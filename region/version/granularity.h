// What conflict resolution compares: whole items, as the real service does, or single attributes, a
// what-if. README.md of this folder says what the second keeps and what it breaks. Threading:
// values.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lastwrite {

enum class Granularity : std::uint8_t {
  kItem,       // one stamp for each item; the greater one brings its whole item
  kAttribute,  // one stamp for each attribute; items are merged
};

/// "item" or "attribute".
std::optional<Granularity> parse_granularity(std::string_view text);
std::string_view granularity_text(Granularity granularity);

}  // namespace lastwrite
