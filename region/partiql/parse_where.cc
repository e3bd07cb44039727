#include "region/partiql/parse_where.h"

#include <array>
#include <variant>

#include "region/expression/condition_functions.h"
#include "region/expression/condition_tests.h"
#include "region/partiql/parse_value.h"

namespace lastwrite {
namespace {

// What IS tests for: the types by PartiQL's names.
struct TypeName {
  std::string_view name;
  std::string_view type;  // of AttributeValue::type_name()
};

constexpr std::array<TypeName, 9> kTypes = {{{"null", "NULL"},
                                             {"boolean", "BOOL"},
                                             {"bool", "BOOL"},
                                             {"blob", "B"},
                                             {"string", "S"},
                                             {"numeric", "N"},
                                             {"struct", "M"},
                                             {"tuple", "M"},
                                             {"list", "L"}}};

constexpr std::array<std::string_view, 6> kFunctions = {"attribute_exists", "attribute_not_exists",
                                                        "attribute_type",   "begins_with",
                                                        "contains",         "size"};

// A condition or an operand: which of them a parenthesis holds shows at its end only.
using Node = std::variant<Condition, Operand>;

Condition negated(Condition condition) {
  Not node;
  node.operand.push_back(std::move(condition));
  return Condition{std::move(node)};
}

class WhereParser {
 public:
  explicit WhereParser(StatementParser& parser) : parser_(parser) {}

  Result<Condition> whole() { return as_condition(disjunction()); }

 private:
  // A chain of `inner` joined by `keyword`; one alone stays what it is.
  template <typename Join>
  Result<Node> chain(std::string_view keyword, Result<Node> (WhereParser::*inner)()) {
    Result<Node> first = (this->*inner)();
    if (!first || !parser_.at_keyword(keyword)) return first;
    Join joined;
    Result<Condition> operand = as_condition(std::move(first));
    for (;;) {
      if (!operand) return propagate(operand);
      joined.operands.push_back(*std::move(operand));
      if (!parser_.accept_keyword(keyword)) return Node(Condition{std::move(joined)});
      if (parser_.at_end()) return right_hand_missing();
      operand = as_condition((this->*inner)());
    }
  }

  static Failure right_hand_missing() {
    return malformed_statement("Missing right-hand side expression of infix operator");
  }

  Result<Node> disjunction() { return chain<AnyOf>("OR", &WhereParser::conjunction); }
  Result<Node> conjunction() { return chain<AllOf>("AND", &WhereParser::negation); }

  Result<Node> negation() {
    if (!parser_.accept_keyword("NOT")) return test();
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    Result<Condition> operand = as_condition(negation());
    if (!operand) return propagate(operand);
    parser_.leave();
    return Node(negated(*std::move(operand)));
  }

  Result<Node> test() {
    Result<Node> left = primary();
    if (!left) return left;
    if (parser_.accept_keyword("IS")) return is(*std::move(left));
    const bool negate = parser_.at_keyword("NOT") &&
                        (parser_.at_keyword("IN", 1) || parser_.at_keyword("BETWEEN", 1));
    if (negate) parser_.take();
    Result<Node> tested = tested_node(*std::move(left));
    if (!tested || !negate) return tested;
    return Node(negated(std::get<Condition>(*std::move(tested))));
  }

  // `left` with the test that follows it; itself where none does.
  Result<Node> tested_node(Node left) {
    if (parser_.accept_keyword("BETWEEN")) return between(std::move(left));
    if (parser_.accept_keyword("IN")) return in(std::move(left));
    const StatementToken& token = parser_.peek();
    if (token.kind == StatementTokenKind::kSymbol && is_comparator(token.text))
      return comparison(std::move(left));
    return left;
  }

  Result<Node> primary() {
    if (!parser_.accept_symbol("(")) return simple();
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    Result<Node> inner = disjunction();
    if (!inner) return inner;
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    return inner;
  }

  Result<Node> simple() {
    if (parser_.at_call()) return function();
    if (at_value(parser_)) {
      Result<AttributeValue> value = parse_value(parser_);
      if (!value) return propagate(value);
      return Node(Operand(*std::move(value)));
    }
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    return Node(Operand(*std::move(path)));
  }

  Result<Node> function() {
    const StatementToken called = parser_.take();
    const std::string name = lower_case(called.text);
    if (std::find(kFunctions.begin(), kFunctions.end(), name) == kFunctions.end())
      return parser_.complaint_at(fmt::format("Unrecognized function: {}", name), called);
    parser_.take();
    Result<std::vector<Operand>> arguments = operands(")");
    if (!arguments) return propagate(arguments);
    FunctionCall call = call_function(parser_.mistakes(), name, *std::move(arguments));
    if (auto* condition = std::get_if<Condition>(&call)) return Node(std::move(*condition));
    return Node(std::get<Operand>(std::move(call)));
  }

  // Operands with commas between them, up to `close`; there may be none.
  Result<std::vector<Operand>> operands(std::string_view close) {
    std::vector<Operand> out;
    if (parser_.accept_symbol(close)) return out;
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    do {
      Result<Operand> operand = as_operand(primary());
      if (!operand) return propagate(operand);
      out.push_back(*std::move(operand));
    } while (parser_.accept_symbol(","));
    if (const auto closed = parser_.expect_symbol(close); !closed) return propagate(closed);
    parser_.leave();
    return out;
  }

  Result<Node> comparison(Node left) {
    Result<Operand> a = as_operand(std::move(left));
    if (!a) return propagate(a);
    const std::string symbol = parser_.take().text;
    if (parser_.at_end()) return right_hand_missing();
    Result<Operand> b = as_operand(primary());
    if (!b) return propagate(b);
    return Node(comparison_of(parser_.mistakes(), *std::move(a), symbol, *std::move(b)));
  }

  Result<Node> between(Node left) {
    Result<Operand> value = as_operand(std::move(left));
    if (!value) return propagate(value);
    Result<Operand> low = as_operand(primary());
    if (!low) return propagate(low);
    if (const auto joined = parser_.expect_keyword("AND"); !joined) return propagate(joined);
    Result<Operand> high = as_operand(primary());
    if (!high) return propagate(high);
    return Node(
        between_of(parser_.mistakes(), *std::move(value), *std::move(low), *std::move(high)));
  }

  // The choices stand between any brackets: [1, 2], (1, 2), <<1, 2>>.
  Result<Node> in(Node left) {
    constexpr std::array<std::array<std::string_view, 2>, 3> kBrackets = {
        {{"[", "]"}, {"(", ")"}, {"<<", ">>"}}};
    Result<Operand> value = as_operand(std::move(left));
    if (!value) return propagate(value);
    for (const auto& [open, close] : kBrackets) {
      if (!parser_.accept_symbol(open)) continue;
      Result<std::vector<Operand>> choices = operands(close);
      if (!choices) return propagate(choices);
      if (choices->empty()) break;
      return Node(in_of(parser_.mistakes(), *std::move(value), *std::move(choices)));
    }
    return fail(ErrorCode::kValidation,
                "IN operator must have a left hand argument of type Variable Reference and right "
                "hand argument of type Seq with at least one member");
  }

  Result<Node> is(Node left) {
    const auto* operand = std::get_if<Operand>(&left);
    const auto* path = operand ? std::get_if<Path>(operand) : nullptr;
    if (path == nullptr) {
      return fail(ErrorCode::kValidation,
                  "The left hand side argument to IS must be a Variable Reference, Literal, or "
                  "Path");
    }
    const bool negate = parser_.accept_keyword("NOT");
    Result<Condition> test = type_test(*path);
    if (!test) return propagate(test);
    return Node(negate ? negated(*std::move(test)) : *std::move(test));
  }

  Result<Condition> type_test(const Path& path) {
    if (parser_.accept_keyword("MISSING")) return Condition::not_exists(path);
    for (const TypeName& type : kTypes) {
      if (parser_.accept_keyword(type.name))
        return Condition{AttributeTypeIs{path, std::string(type.type)}};
    }
    return malformed_statement("Expected type name");
  }

  Result<Condition> as_condition(Result<Node> node) {
    if (!node) return propagate(node);
    if (auto* condition = std::get_if<Condition>(&*node)) return std::move(*condition);
    return fail(ErrorCode::kValidation,
                "WHERE clause must contain an expression that resolves to a boolean");
  }

  static Result<Operand> as_operand(Result<Node> node) {
    if (!node) return propagate(node);
    if (auto* operand = std::get_if<Operand>(&*node)) return std::move(*operand);
    return fail(ErrorCode::kValidation, "A condition cannot stand for a value in a WHERE clause");
  }

  StatementParser& parser_;
};

}  // namespace

Result<Condition> parse_where(StatementParser& parser) {
  return WhereParser(parser).whole();
}

}  // namespace lastwrite
