// Arithmetic of Number. The two numbers of a sum are brought to one exponent in 256 bits, which
// hold the 76 digits that may take; everything else fits 128.
#include "region/value/number.h"

#include <algorithm>
#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "region/base/utf8.h"

namespace lastwrite {
namespace {

using boost::multiprecision::int256_t;

constexpr int kMaxDigits = 38;
// A number is 0.d1d2d3… * 10^magnitude with d1 > 0: 1E-130 has magnitude -129, 9.9…E+125 has 126.
constexpr int kMinMagnitude = -129;
constexpr int kMaxMagnitude = 126;

Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

int count_digits(Int128 coefficient) {
  int digits = 0;
  for (; coefficient != 0; coefficient /= 10) ++digits;
  return digits;
}

Result<void> check_range(std::int64_t digits, std::int64_t exponent) {
  if (digits > kMaxDigits)
    return fail(ErrorCode::kValidation,
                "Attempting to store more than 38 significant digits in a Number");
  if (digits + exponent > kMaxMagnitude)
    return fail(
        ErrorCode::kValidation,
        "Number overflow. Attempting to store a number with magnitude larger than supported "
        "range");
  if (digits + exponent < kMinMagnitude)
    return fail(ErrorCode::kValidation,
                "Number underflow. Attempting to store a number with magnitude smaller than "
                "supported range");
  return {};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What a text says, before any range check: 0.<digits without outer zeros> scaled.
struct Literal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
};

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : rest_(text) {}

  bool read(Literal& out) {
    out.negative = sign();
    if (!mantissa(out)) return false;
    if (!rest_.empty() && (rest_[0] == 'e' || rest_[0] == 'E')) {
      rest_.remove_prefix(1);
      if (!exponent(out)) return false;
    }
    trim(out);
    return rest_.empty();
  }

 private:
  bool sign() {
    if (rest_.empty() || (rest_[0] != '-' && rest_[0] != '+')) return false;
    const bool negative = rest_[0] == '-';
    rest_.remove_prefix(1);
    return negative;
  }

  bool mantissa(Literal& out) {
    bool seen_digit = false;
    bool seen_point = false;
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_[0];
      if (c == '.' && !seen_point) {
        seen_point = true;
        continue;
      }
      if (!is_digit(c)) break;
      seen_digit = true;
      out.exponent -= seen_point ? 1 : 0;
      if (c != '0' || !out.digits.empty()) out.digits += c;
    }
    return seen_digit;
  }

  bool exponent(Literal& out) {
    constexpr std::int64_t kSaturated = 1'000'000'000;
    const bool negative = sign();
    if (rest_.empty() || !is_digit(rest_[0])) return false;
    std::int64_t value = 0;
    for (; !rest_.empty() && is_digit(rest_[0]); rest_.remove_prefix(1))
      value = std::min(kSaturated, value * 10 + (rest_[0] - '0'));
    out.exponent += negative ? -value : value;
    return true;
  }

  static void trim(Literal& out) {
    while (!out.digits.empty() && out.digits.back() == '0') {
      out.digits.pop_back();
      ++out.exponent;
    }
  }

  std::string_view rest_;
};

int256_t widen(Int128 value) {
  const bool negative = value < 0;
  const Int128 magnitude = negative ? -value : value;
  int256_t wide = static_cast<std::uint64_t>(magnitude >> 64);
  wide <<= 64;
  wide += static_cast<std::uint64_t>(magnitude);
  return negative ? int256_t(-wide) : wide;
}

Int128 narrow(const int256_t& value) {  // Requires: at most 38 digits.
  const int256_t magnitude = abs(value);
  const auto high = static_cast<std::uint64_t>(magnitude >> 64);
  const auto low =
      static_cast<std::uint64_t>(magnitude & std::numeric_limits<std::uint64_t>::max());
  const Int128 result = (static_cast<Int128>(high) << 64) | static_cast<Int128>(low);
  return value < 0 ? -result : result;
}

}  // namespace

Number::Number(Int128 coefficient, int exponent)
    : coefficient_(coefficient), exponent_(static_cast<std::int16_t>(exponent)) {
  if (coefficient_ == 0) exponent_ = 0;
  while (coefficient_ != 0 && coefficient_ % 10 == 0) {
    coefficient_ /= 10;
    ++exponent_;
  }
}

Number::Number(std::int64_t value) : Number(Int128{value}, 0) {}

Result<Number> Number::parse(std::string_view text) {
  Literal literal;
  if (!LiteralReader(text).read(literal)) {
    return fail(ErrorCode::kValidation, "The parameter cannot be converted to a numeric value: {}",
                whole_characters(text, 100));
  }
  if (literal.digits.empty()) return Number();
  const auto checked =
      check_range(static_cast<std::int64_t>(literal.digits.size()), literal.exponent);
  if (!checked) return propagate(checked);
  Int128 coefficient = 0;
  for (char digit : literal.digits) coefficient = coefficient * 10 + (digit - '0');
  return Number(literal.negative ? -coefficient : coefficient, static_cast<int>(literal.exponent));
}

std::string Number::to_text() const {
  if (coefficient_ == 0) return "0";
  std::string text;
  for (Int128 rest = coefficient_ < 0 ? -coefficient_ : coefficient_; rest != 0; rest /= 10)
    text += static_cast<char>('0' + static_cast<int>(rest % 10));
  std::reverse(text.begin(), text.end());
  if (exponent_ > 0) text.append(static_cast<std::size_t>(exponent_), '0');
  if (exponent_ < 0) {
    const auto decimals = static_cast<std::size_t>(-exponent_);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    text.insert(text.size() - decimals, 1, '.');
  }
  return coefficient_ < 0 ? "-" + text : text;
}

bool Number::to_int64(std::int64_t& out) const {
  constexpr int kMaxInt64Digits = 19;
  if (exponent_ < 0 || digits() + exponent_ > kMaxInt64Digits) return false;
  const Int128 value = coefficient_ * power_of_ten(exponent_);
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max())
    return false;
  out = static_cast<std::int64_t>(value);
  return true;
}

int Number::digits() const {
  return count_digits(coefficient_);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  const auto sign = [](const Number& n) { return (n.coefficient_ > 0) - (n.coefficient_ < 0); };
  if (sign(a) != sign(b) || sign(a) == 0) return sign(a) <=> sign(b);
  const int a_digits = a.digits();
  const int b_digits = b.digits();
  const int a_magnitude = a_digits + a.exponent_;
  const int b_magnitude = b_digits + b.exponent_;
  if (a_magnitude != b_magnitude)
    return sign(a) > 0 ? a_magnitude <=> b_magnitude : b_magnitude <=> a_magnitude;
  const int width = std::max(a_digits, b_digits);
  const Int128 x = a.coefficient_ * power_of_ten(width - a_digits);
  const Int128 y = b.coefficient_ * power_of_ten(width - b_digits);
  return x < y   ? std::strong_ordering::less
         : y < x ? std::strong_ordering::greater
                 : std::strong_ordering::equal;
}

Result<Number> add(const Number& a, const Number& b) {
  if (a.coefficient_ == 0) return b;
  if (b.coefficient_ == 0) return a;
  const Number& high = a.exponent_ >= b.exponent_ ? a : b;
  const Number& low = a.exponent_ >= b.exponent_ ? b : a;
  const int gap = high.exponent_ - low.exponent_;
  // The last digit of `low` is not zero, so the sum has at least `gap` digits and none of them can
  // go.
  if (gap > kMaxDigits) return propagate(check_range(gap, low.exponent_));
  int256_t sum = widen(high.coefficient_) * widen(power_of_ten(gap)) + widen(low.coefficient_);
  int exponent = low.exponent_;
  for (; sum != 0 && sum % 10 == 0; sum /= 10) ++exponent;
  if (sum == 0) return Number();
  const auto digits = static_cast<std::int64_t>(int256_t(abs(sum)).str().size());
  const auto checked = check_range(digits, exponent);
  if (!checked) return propagate(checked);
  return Number(narrow(sum), exponent);
}

Result<Number> subtract(const Number& a, const Number& b) {
  return add(a, Number(-b.coefficient_, b.exponent_));
}

}  // namespace lastwrite
