#include "region/expression/parse_condition.h"

#include <optional>
#include <utility>

#include "region/expression/condition_functions.h"
#include "region/expression/condition_tests.h"
#include "region/expression/expression_parser.h"

namespace lastwrite {
namespace {

// A condition or an operand: which of them a parenthesis holds shows at its end only.
struct Node {
  std::variant<Condition, Operand> what;
  std::string function = {};   // the function that it is a call of
  bool parenthesised = false;  // stands between parentheses itself

  const Operand* operand() const { return std::get_if<Operand>(&what); }
};

class ConditionParser {
 public:
  explicit ConditionParser(ExpressionParser& parser) : parser_(parser) {}

  Result<Condition> whole() {
    Result<Condition> condition = as_condition(disjunction());
    if (!condition) return condition;
    if (const auto finished = parser_.finish(); !finished) return propagate(finished);
    return condition;
  }

 private:
  // A chain of `inner` joined by `keyword`; one alone stays what it is.
  template <typename Join>
  Result<Node> chain(std::string_view keyword, Result<Node> (ConditionParser::*inner)()) {
    Result<Node> first = (this->*inner)();
    if (!first || !parser_.at_keyword(keyword)) return first;
    Join joined;
    Result<Condition> operand = as_condition(std::move(first));
    for (;;) {
      if (!operand) return propagate(operand);
      joined.operands.push_back(*std::move(operand));
      if (!parser_.accept_keyword(keyword)) return Node{Condition{std::move(joined)}};
      if (const auto counted = parser_.operation(); !counted) return propagate(counted);
      operand = as_condition((this->*inner)());
    }
  }

  Result<Node> disjunction() { return chain<AnyOf>("OR", &ConditionParser::conjunction); }
  Result<Node> conjunction() { return chain<AllOf>("AND", &ConditionParser::negation); }

  Result<Node> negation() {
    if (!parser_.accept_keyword("NOT")) return test();
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    Result<Condition> operand = as_condition(negation());
    if (!operand) return propagate(operand);
    parser_.leave();
    Not node;
    node.operand.push_back(*std::move(operand));
    return Node{Condition{std::move(node)}};
  }

  Result<Node> test() {
    Result<Node> left = primary();
    if (!left) return left;
    if (parser_.at_keyword("BETWEEN")) return between(*std::move(left));
    if (parser_.at_keyword("IN")) return in(*std::move(left));
    if (is_comparator(parser_.peek().text)) return comparison(*std::move(left));
    return left;
  }

  Result<Node> primary() {
    if (!parser_.accept_symbol("(")) return simple();
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    Result<Node> inner = disjunction();
    if (!inner) return inner;
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    if (inner->parenthesised)
      parser_.note(Mistake::kParentheses, "The expression has redundant parentheses;");
    inner->parenthesised = true;
    return inner;
  }

  Result<Node> simple() {
    if (parser_.peek().kind == TokenKind::kValue) return Node{Operand(parser_.value())};
    if (parser_.peek().kind == TokenKind::kWord && parser_.peek(1).text == "(") return function();
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    return Node{Operand(*std::move(path))};
  }

  Result<Node> function() {
    const std::string name(parser_.take().text);
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    Result<std::vector<Operand>> arguments = operands_in_parentheses();
    if (!arguments) return propagate(arguments);
    FunctionCall call = call_function(parser_.mistakes(), name, *std::move(arguments));
    if (auto* condition = std::get_if<Condition>(&call)) return Node{std::move(*condition), name};
    return Node{std::get<Operand>(std::move(call)), name};
  }

  Result<std::vector<Operand>> operands_in_parentheses() {
    if (const auto opened = parser_.expect_symbol("("); !opened) return propagate(opened);
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    std::vector<Operand> operands;
    do {
      Result<Operand> operand = as_operand(primary());
      if (!operand) return propagate(operand);
      operands.push_back(*std::move(operand));
    } while (parser_.accept_symbol(","));
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    return operands;
  }

  Result<Node> comparison(Node left) {
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    Result<Operand> a = as_operand(std::move(left));
    if (!a) return propagate(a);
    const std::string_view symbol = parser_.take().text;
    Result<Operand> b = as_operand(primary());
    if (!b) return propagate(b);
    return Node{comparison_of(parser_.mistakes(), *std::move(a), symbol, *std::move(b))};
  }

  Result<Node> between(Node left) {
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    Result<Operand> value = as_operand(std::move(left));
    if (!value) return propagate(value);
    parser_.take();
    Result<Operand> low = as_operand(primary());
    if (!low) return propagate(low);
    if (const auto joined = parser_.expect_keyword("AND"); !joined) return propagate(joined);
    Result<Operand> high = as_operand(primary());
    if (!high) return propagate(high);
    return Node{
        between_of(parser_.mistakes(), *std::move(value), *std::move(low), *std::move(high))};
  }

  Result<Node> in(Node left) {
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    Result<Operand> value = as_operand(std::move(left));
    if (!value) return propagate(value);
    parser_.take();
    Result<std::vector<Operand>> choices = operands_in_parentheses();
    if (!choices) return propagate(choices);
    return Node{in_of(parser_.mistakes(), *std::move(value), *std::move(choices))};
  }

  // An operand where a condition should be is a mistake: the text goes on too early or ends.
  Result<Condition> as_condition(Result<Node> node) {
    if (!node) return propagate(node);
    if (auto* condition = std::get_if<Condition>(&node->what)) return std::move(*condition);
    if (node->function.empty()) return parser_.syntax_error();
    note_misuse(node->function);
    return Condition{AnyOf{}};
  }

  Result<Operand> as_operand(Result<Node> node) {
    if (!node) return propagate(node);
    if (auto* operand = std::get_if<Operand>(&node->what)) return std::move(*operand);
    if (node->function.empty()) return parser_.syntax_error();
    note_misuse(node->function);
    return Operand(AttributeValue());
  }

  void note_misuse(const std::string& function) {
    parser_.note(Mistake::kMisusedFunction,
                 fmt::format("The function is not allowed to be used this way in an expression; "
                             "function: {}",
                             function));
  }

  ExpressionParser& parser_;
};

}  // namespace

Result<Condition> parse_condition(std::string_view kind, std::string_view text,
                                  Placeholders& placeholders) {
  Result<ExpressionParser> parser = ExpressionParser::open(kind, text, placeholders);
  if (!parser) return propagate(parser);
  return ConditionParser(*parser).whole();
}

}  // namespace lastwrite
