#include "region/version/granularity.h"

namespace lastwrite {

std::optional<Granularity> parse_granularity(std::string_view text) {
  if (text == "item") return Granularity::kItem;
  if (text == "attribute") return Granularity::kAttribute;
  return std::nullopt;
}

std::string_view granularity_text(Granularity granularity) {
  return granularity == Granularity::kItem ? "item" : "attribute";
}

}  // namespace lastwrite
