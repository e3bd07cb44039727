#include "region/base/check.h"
#include "region/value/number.h"
#include "tests/fuzz/fuzz_targets.h"

namespace lastwrite {
namespace {

Result<Number> read(std::string_view text) {
  auto number = Number::parse(text);
  if (!number) return number;
  const std::string plain = number->to_text();
  const Result<Number> again = Number::parse(plain);
  LW_CHECK(again && *again == *number, "'{}' is written as '{}', which is another number", text,
           plain);
  LW_CHECK(number->digits() <= 38, "'{}' has {} digits", text, number->digits());
  return number;
}

}  // namespace

void fuzz_number(std::string_view input) {
  const auto space = std::min(input.find(' '), input.size());
  const Result<Number> a = read(input.substr(0, space));
  const Result<Number> b = read(input.substr(std::min(space + 1, input.size())));
  if (!a || !b) return;
  LW_CHECK((*a <=> *b) == (0 <=> (*b <=> *a)), "order of '{}'", input);
  const Result<Number> sum = add(*a, *b);
  const Result<Number> other = add(*b, *a);
  LW_CHECK(sum.has_value() == other.has_value() && (!sum || *sum == *other), "sum of '{}'", input);
  if (!sum) return;
  const Result<Number> back = subtract(*sum, *b);
  LW_CHECK(!back || *back == *a, "'{}': the sum less one is not the other", input);
}

}  // namespace lastwrite
