#include "region/base/ids.h"

#include <algorithm>

namespace lastwrite {
namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

Result<RegionName> parse_region_name(std::string_view text) {
  const bool ok = !text.empty() && text.size() <= 64 && is_lower_or_digit(text.front()) &&
                  is_lower_or_digit(text.back()) &&
                  std::all_of(text.begin(), text.end(),
                              [](char c) { return is_lower_or_digit(c) || c == '-'; });
  if (!ok) {
    return fail(
        ErrorCode::kUsage,
        "'{}' is not a region name: use 1 to 64 lower-case letters, digits and inner hyphens, "
        "such as eu-west-1",
        text);
  }
  return RegionName(std::string(text));
}

Result<TableName> parse_table_name(std::string_view text) {
  const auto allowed = [](char c) {
    return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-';
  };
  if (text.size() < 3 || text.size() > 255 || !std::all_of(text.begin(), text.end(), allowed)) {
    return fail(ErrorCode::kValidation,
                "TableName '{}' must be 3 to 255 characters of a-z, A-Z, 0-9, '_', '-' and '.'",
                text);
  }
  return TableName(std::string(text));
}

}  // namespace lastwrite
