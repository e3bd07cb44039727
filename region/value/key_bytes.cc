#include "region/value/key_bytes.h"

#include <cstdint>

namespace lastwrite {
namespace {

constexpr char kEscape = '\x00';
constexpr char kEscapedZero = '\xff';
constexpr char kEnd = '\x01';

constexpr std::uint8_t kNegative = 0x40;
constexpr std::uint8_t kZero = 0x80;
constexpr std::uint8_t kPositive = 0xc0;
constexpr int kMagnitudeBias = 129;  // magnitudes -129 to 126 become 0 to 255

std::string digits_of(Int128 coefficient) {
  std::string digits;
  for (Int128 rest = coefficient < 0 ? -coefficient : coefficient; rest != 0; rest /= 10)
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  return digits;
}

/// The digits after the magnitude byte, two for each byte, up to the end byte.
bool take_digit_pairs(std::string_view& bytes, std::uint8_t flip, std::string& digits) {
  while (!bytes.empty()) {
    const int pair = static_cast<std::uint8_t>(bytes[0]) ^ flip;
    bytes.remove_prefix(1);
    if (pair == 0) return !digits.empty();
    if (pair > 100) return false;
    digits += static_cast<char>('0' + (pair - 1) / 10);
    digits += static_cast<char>('0' + (pair - 1) % 10);
  }
  return false;
}

}  // namespace

void append_terminated(std::string& out, std::string_view value) {
  for (char c : value) {
    out += c;
    if (c == kEscape) out += kEscapedZero;
  }
  out += kEscape;
  out += kEnd;
}

bool take_terminated(std::string_view& bytes, std::string& value) {
  value.clear();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != kEscape) {
      value += bytes[i];
      continue;
    }
    if (++i == bytes.size()) return false;
    if (bytes[i] == kEnd) {
      bytes.remove_prefix(i + 1);
      return true;
    }
    if (bytes[i] != kEscapedZero) return false;
    value += kEscape;
  }
  return false;
}

void append_number(std::string& out, const Number& value) {
  if (value.coefficient() == 0) {
    out += static_cast<char>(kZero);
    return;
  }
  const bool negative = value.coefficient() < 0;
  const std::uint8_t flip =
      negative ? 0xff : 0;  // larger magnitudes of negative numbers come first
  const auto put = [&](int byte) {
    out += static_cast<char>(static_cast<std::uint8_t>(byte) ^ flip);
  };
  std::string digits = digits_of(value.coefficient());
  out += static_cast<char>(negative ? kNegative : kPositive);
  put(static_cast<int>(digits.size()) + value.exponent() + kMagnitudeBias);
  if (digits.size() % 2 == 1) digits += '0';
  for (std::size_t i = 0; i < digits.size(); i += 2)
    put((digits[i] - '0') * 10 + (digits[i + 1] - '0') + 1);
  put(0);
}

bool take_number(std::string_view& bytes, Number& value) {
  const std::string_view start = bytes;
  if (bytes.empty()) return false;
  const auto sign = static_cast<std::uint8_t>(bytes[0]);
  bytes.remove_prefix(1);
  if (sign == kZero) {
    value = Number();
    return true;
  }
  if ((sign != kNegative && sign != kPositive) || bytes.empty()) return false;
  const std::uint8_t flip = sign == kNegative ? 0xff : 0;
  const int magnitude = (static_cast<std::uint8_t>(bytes[0]) ^ flip) - kMagnitudeBias;
  bytes.remove_prefix(1);
  std::string digits;
  if (!take_digit_pairs(bytes, flip, digits)) return false;
  const auto parsed =
      Number::parse((sign == kNegative ? "-0." : "0.") + digits + "e" + std::to_string(magnitude));
  if (!parsed) return false;
  value = *parsed;
  // Only the canonical bytes count: no zero digits around the number.
  std::string again;
  append_number(again, value);
  return start.substr(0, start.size() - bytes.size()) == again;
}

}  // namespace lastwrite
