#include "region/value/number.h"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

using boost::multiprecision::cpp_int;

std::string round_trip(const std::string& text) {
  const auto number = Number::parse(text);
  return number ? number->to_text() : "error: " + number.error().message;
}

cpp_int power_of_ten(int exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

/// The number times 10^200: an integer, whatever the number.
cpp_int scaled(const Number& number) {
  const Int128 c = number.coefficient();
  const Int128 magnitude = c < 0 ? -c : c;
  cpp_int value = static_cast<std::uint64_t>(magnitude >> 64);
  value = (value << 64) + static_cast<std::uint64_t>(magnitude);
  value *= power_of_ten(number.exponent() + 200);
  return c < 0 ? cpp_int(-value) : value;
}

int significant_digits(cpp_int value) {
  value = abs(value);
  while (value != 0 && value % 10 == 0) value /= 10;
  return value == 0 ? 0 : static_cast<int>(value.str().size());
}

TEST(NumberText, IsPlainDecimalWithoutExponent) {
  EXPECT_EQ(round_trip("0"), "0");
  EXPECT_EQ(round_trip("-0.00e7"), "0");
  EXPECT_EQ(round_trip("99.990"), "99.99");
  EXPECT_EQ(round_trip("-12.5e3"), "-12500");
  EXPECT_EQ(round_trip("+1E-3"), "0.001");
  EXPECT_EQ(round_trip("00012"), "12");
  EXPECT_EQ(round_trip(".5"), "0.5");
  EXPECT_EQ(round_trip("5."), "5");
  EXPECT_EQ(round_trip("1e125"), "1" + std::string(125, '0'));
  EXPECT_EQ(round_trip("-1e-130"), "-0." + std::string(129, '0') + "1");
}

TEST(NumberParse, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".", "1e", "1e+", "abc", "1 ", " 1", "1.2.3", "0x10", "NaN",
                           "Infinity", "--1", "1e5.0", "1,000"}) {
    const auto number = Number::parse(text);
    ASSERT_FALSE(number) << text;
    EXPECT_EQ(number.error().code, ErrorCode::kValidation);
    EXPECT_EQ(number.error().message,
              std::string("The parameter cannot be converted to a numeric value: ") + text);
  }
}

TEST(NumberParse, TakesThirtyEightDigitsAndNoMore) {
  const std::string widest(38, '9');
  EXPECT_EQ(round_trip(widest), widest);
  EXPECT_EQ(round_trip("-0." + widest), "-0." + widest);
  EXPECT_EQ(round_trip("1" + std::string(60, '0')), "1" + std::string(60, '0'));
  EXPECT_EQ(round_trip(widest + "9"),
            "error: Attempting to store more than 38 significant digits in a Number");
}

TEST(NumberParse, RefusesMagnitudesOutOfRange) {
  const std::string nines = "9." + std::string(37, '9');
  EXPECT_EQ(round_trip(nines + "e125"), std::string(38, '9') + std::string(88, '0'));
  EXPECT_THAT(round_trip("1e126"), testing::StartsWith("error: Number overflow."));
  EXPECT_THAT(round_trip("-1e126"), testing::StartsWith("error: Number overflow."));
  EXPECT_THAT(round_trip("9.9e-131"), testing::StartsWith("error: Number underflow."));
  EXPECT_THAT(round_trip("1e999999999999999999999"),
              testing::StartsWith("error: Number overflow."));
  EXPECT_THAT(round_trip("1e-99999999999999999999"),
              testing::StartsWith("error: Number underflow."));
  EXPECT_EQ(round_trip("0e999999999999999999999"), "0");
  EXPECT_EQ(round_trip("0." + std::string(200, '0') + "1e201"), "1");
}

TEST(Number, EqualNumbersHaveEqualFields) {
  EXPECT_EQ(*Number::parse("1.50"), *Number::parse("15e-1"));
  EXPECT_EQ(Number(100), *Number::parse("1e2"));
  EXPECT_EQ(Number(100).digits(), 1);
  EXPECT_EQ(Number(0).digits(), 0);
}

TEST(Number, BecomesAnIntegerOnlyWhenItIsOne) {
  std::int64_t out = 0;
  for (std::int64_t value : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-100},
                             std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
    ASSERT_TRUE(Number(value).to_int64(out));
    EXPECT_EQ(out, value);
  }
  EXPECT_FALSE(Number::parse("0.5")->to_int64(out));
  EXPECT_FALSE(Number::parse("9223372036854775808")->to_int64(out));
  EXPECT_FALSE(Number::parse("1e100")->to_int64(out));
}

TEST(NumberSum, IsExact) {
  EXPECT_EQ(add(*Number::parse("0.1"), *Number::parse("0.2"))->to_text(), "0.3");
  EXPECT_EQ(subtract(Number(1), *Number::parse("1e-37"))->to_text(), "0." + std::string(37, '9'));
  EXPECT_EQ(subtract(Number(7), Number(7))->to_text(), "0");
  EXPECT_EQ(add(*Number::parse("1e125"), Number(0))->to_text(), "1" + std::string(125, '0'));
  EXPECT_EQ(add(*Number::parse("5e-130"), *Number::parse("5e-130"))->to_text(),
            "0." + std::string(128, '0') + "1");
}

TEST(NumberSum, FailsWhereItWouldNotBeExact) {
  EXPECT_FALSE(add(Number(1), *Number::parse("1e-38")));
  EXPECT_FALSE(add(*Number::parse("1e125"), *Number::parse("1e-130")));
  EXPECT_FALSE(add(*Number::parse("9e125"), *Number::parse("1e125")));
  EXPECT_EQ(add(Number(1), *Number::parse("1e-38")).error().code, ErrorCode::kValidation);
}

TEST(NumberSum, AgreesWithUnboundedArithmetic) {
  expect_property(
      [] {
        const Number a = *any_number();
        const Number b = *any_number();
        const cpp_int exact = scaled(a) + scaled(b);
        const auto sum = add(a, b);
        if (sum) {
          RC_ASSERT(scaled(*sum) == exact);
          RC_ASSERT(*add(b, a) == *sum);
        } else {
          RC_ASSERT(significant_digits(exact) > 38 || abs(exact) >= power_of_ten(326));
        }
      },
      {.runs = 2000});
}

TEST(NumberOrder, AgreesWithUnboundedArithmetic) {
  expect_property(
      [] {
        const Number a = *any_number();
        const Number b = *any_number();
        RC_ASSERT((a < b) == (scaled(a) < scaled(b)));
        RC_ASSERT((a == b) == (scaled(a) == scaled(b)));
      },
      {.runs = 2000});
}

TEST(NumberText, ReadsBackAsTheSameNumber) {
  expect_property([] {
    const Number number = *any_number();
    RC_ASSERT(*Number::parse(number.to_text()) == number);
  });
}

}  // namespace
}  // namespace lastwrite
