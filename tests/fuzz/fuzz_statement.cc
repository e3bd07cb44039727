#include "region/partiql/key_parts.h"
#include "region/partiql/parse_statement.h"
#include "region/partiql/projected_names.h"
#include "region/partiql/read_plan.h"
#include "tests/fuzz/fuzz_targets.h"

namespace lastwrite {
namespace {

const KeySchema kSchema{{"id", KeyType::kString}, KeyAttribute{"n", KeyType::kNumber}};

Item statement_sample() {
  return Item{{"id", "a"},
              {"n", Number(5)},
              {"s", "text"},
              {"ss", StringSet{"x", "y"}},
              {"l", List{"x", Number(1), Map{{"deep", "y"}}}},
              {"m", Map{{"a", Number(2)}, {"b", List{"z"}}}}};
}

void carry_out(const std::optional<Condition>& condition) {
  if (!condition) return;
  const Item item = statement_sample();
  (void)evaluate(*condition, &item);
  (void)evaluate(*condition, nullptr);
  (void)keyed_condition(condition, kSchema);
}

struct CarryOut {
  void operator()(const SelectStatement& select) const {
    carry_out(select.where);
    (void)plan_read(select, {{kSchema.partition}, {*kSchema.sort}});
    (void)projected_by_name(statement_sample(), select.paths);
  }
  void operator()(const InsertStatement& insert) const { (void)kSchema.key_of(insert.item); }
  void operator()(const UpdateStatement& update) const {
    carry_out(update.where);
    (void)apply(update.update, statement_sample(), kSchema);
    (void)apply(update.update, Item{{"id", "a"}, {"n", Number(5)}}, kSchema);
  }
  void operator()(const DeleteStatement& erase) const { carry_out(erase.where); }
  void operator()(const ExistsStatement& exists) const { (*this)(exists.select); }
};

}  // namespace

void fuzz_statement(std::string_view input) {
  const std::vector<AttributeValue> parameters = {"a", Number(5), StringSet{"x"}};
  for (std::size_t given = 0; given <= parameters.size(); ++given) {
    const auto statement = parse_statement(
        input, {parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(given)});
    if (statement) std::visit(CarryOut{}, *statement);
  }
}

}  // namespace lastwrite
