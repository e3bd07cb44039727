#include "region/api/next_token.h"

#include <charconv>

#include <absl/strings/escaping.h>

#include "region/api/request_hash.h"
#include "region/value/item_codec.h"

namespace lastwrite {
namespace {

constexpr std::size_t kDigits = 16;

Failure invalid_token() {
  return fail(ErrorCode::kValidation, "Invalid NextToken");
}

// Takes a number of `kDigits` hexadecimal digits off the front; false where there is none.
bool take_number(std::string_view& text, std::uint64_t& out) {
  if (text.size() < kDigits) return false;
  const char* const end = text.data() + kDigits;
  const auto [stop, error] = std::from_chars(text.data(), end, out, 16);
  text.remove_prefix(kDigits);
  return error == std::errc{} && stop == end;
}

}  // namespace

std::string next_token_text(const ReadPlace& place, std::uint64_t request) {
  const std::string meaning = fmt::format("{:016x}{:016x}{}", request, place.step,
                                          place.after ? encode_item(*place.after) : "");
  std::string text;
  absl::Base64Escape(fmt::format("{:016x}{}", request_hash(meaning), meaning), &text);
  return text;
}

Result<ReadPlace> parse_next_token(std::string_view text, std::uint64_t request) {
  std::string hidden;
  if (!absl::Base64Unescape({text.data(), text.size()}, &hidden)) return invalid_token();
  std::string_view rest = hidden;
  std::uint64_t check = 0, asked = 0, step = 0;
  if (!take_number(rest, check) || check != request_hash(rest)) return invalid_token();
  if (!take_number(rest, asked) || !take_number(rest, step)) return invalid_token();
  if (asked != request) return fail(ErrorCode::kValidation, "NextToken does not match request");
  ReadPlace place{static_cast<std::size_t>(step)};
  if (!rest.empty()) {
    Result<Item> after = decode_item(rest);
    if (!after) return invalid_token();
    place.after = *std::move(after);
  }
  // Some changed texts mean the same bytes.
  if (next_token_text(place, request) != text) return invalid_token();
  return place;
}

}  // namespace lastwrite
