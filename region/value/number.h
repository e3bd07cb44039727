// DynamoDB's number: exact decimals of up to 38 significant digits, magnitude 1E-130 to
// 9.9999999999999999999999999999999999999E+125 (developer guide, "Naming rules and data types").
//
//   Number a = *Number::parse("0.1"), b = *Number::parse("0.2");
//   add(a, b)->to_text() == "0.3"
//
// Invariant: normalised (no trailing zero in the coefficient; zero has exponent 0), so equal
// numbers have equal fields. Threading: values.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

__extension__ typedef __int128 Int128;

class Number {
 public:
  Number() = default;
  explicit Number(std::int64_t value);

  /// Reads "-12.5e3" and the like. kValidation when not a number, too long or out of range.
  static Result<Number> parse(std::string_view text);

  /// Plain decimal text without exponent, as DynamoDB answers.
  std::string to_text() const;

  /// The value as an integer. False when it has a fraction or does not fit 64 bits.
  bool to_int64(std::int64_t& out) const;

  int digits() const;  // significant decimal digits; 0 for zero
  int exponent() const { return exponent_; }
  Int128 coefficient() const { return coefficient_; }

  friend bool operator==(const Number&, const Number&) = default;
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend Result<Number> add(const Number& a, const Number& b);
  friend Result<Number> subtract(const Number& a, const Number& b);

 private:
  Number(Int128 coefficient, int exponent);

  Int128 coefficient_ = 0;  // the value is coefficient * 10^exponent
  std::int16_t exponent_ = 0;
};

std::strong_ordering operator<=>(const Number& a, const Number& b);
/// Exact sum. kValidation when it needs more than 38 digits or leaves the range.
Result<Number> add(const Number& a, const Number& b);
Result<Number> subtract(const Number& a, const Number& b);

}  // namespace lastwrite
