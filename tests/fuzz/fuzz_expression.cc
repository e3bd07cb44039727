#include "region/expression/key_condition.h"
#include "region/expression/parse_condition.h"
#include "region/expression/parse_projection.h"
#include "region/expression/parse_update.h"
#include "region/expression/projection.h"
#include "tests/fuzz/fuzz_targets.h"

namespace lastwrite {
namespace {

Item sample() {
  return Item{{"id", "a"},
              {"n", Number(5)},
              {"s", "text"},
              {"list", List{"x", Number(1), Map{{"deep", "y"}}}},
              {"map", Map{{"a", Number(2)}, {"b", List{"z"}}}}};
}

Placeholders given() {
  return Placeholders(
      {{"#n", "n"}, {"#s", "s"}, {"#m", "map"}, {"#l", "list"}},
      {{":n", Number(7)}, {":s", "te"}, {":l", List{"x", Number(3)}}, {":m", Map{{"q", "r"}}}});
}

KeySchema schema() {
  return {{"id", KeyType::kString}, KeyAttribute{"n", KeyType::kNumber}};
}

void run_condition(std::string_view text) {
  Placeholders placeholders = given();
  const auto condition = parse_condition("ConditionExpression", text, placeholders);
  if (!condition) return;
  const Item item = sample();
  (void)evaluate(*condition, &item);
  (void)evaluate(*condition, nullptr);
}

void run_update(std::string_view text) {
  Placeholders placeholders = given();
  const auto update = parse_update(text, placeholders);
  if (!update) return;
  (void)apply(*update, sample(), schema());
  (void)apply(*update, Item{{"id", "a"}, {"n", Number(5)}}, schema());
}

void run_projection(std::string_view text) {
  Placeholders placeholders = given();
  if (const auto paths = parse_projection(text, placeholders)) (void)project(sample(), *paths);
}

void run_key_condition(std::string_view text) {
  Placeholders placeholders = given();
  const auto condition = parse_condition("KeyConditionExpression", text, placeholders);
  if (condition) (void)key_condition(*condition, schema());
}

}  // namespace

void fuzz_expression(std::string_view input) {
  if (input.empty()) return;
  const std::string_view text = input.substr(1);
  switch (input[0]) {
    case 'c':
      return run_condition(text);
    case 'u':
      return run_update(text);
    case 'p':
      return run_projection(text);
    case 'k':
      return run_key_condition(text);
    default:
      run_condition(input);
      run_update(input);
  }
}

}  // namespace lastwrite
