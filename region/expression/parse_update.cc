#include "region/expression/parse_update.h"

#include <set>
#include <utility>

#include "region/expression/expression_parser.h"
#include "region/expression/update_check.h"
#include "region/expression/update_functions.h"

namespace lastwrite {
namespace {

class UpdateParser {
 public:
  explicit UpdateParser(ExpressionParser& parser) : parser_(parser) {}

  Result<Update> whole() {
    do {
      if (const auto read = clause(); !read) return propagate(read);
    } while (parser_.peek().kind != TokenKind::kEnd);
    std::vector<Path> paths;
    for (const UpdateAction& action : update_.actions) paths.push_back(path_of(action));
    check_overlap(parser_.mistakes(), paths);
    if (const auto finished = parser_.finish(); !finished) return propagate(finished);
    return std::move(update_);
  }

 private:
  using Action = Result<void> (UpdateParser::*)();

  Result<void> clause() {
    if (parser_.accept_keyword("SET")) return actions("SET", &UpdateParser::set);
    if (parser_.accept_keyword("REMOVE")) return actions("REMOVE", &UpdateParser::remove);
    if (parser_.accept_keyword("ADD")) return actions("ADD", &UpdateParser::add);
    if (parser_.accept_keyword("DELETE")) return actions("DELETE", &UpdateParser::take_out);
    return parser_.syntax_error();
  }

  Result<void> actions(const char* clause, Action one) {
    if (!clauses_.insert(clause).second) {
      parser_.note(
          Mistake::kStructure,
          fmt::format("The \"{}\" section can only be used once in an update expression;", clause));
    }
    do {
      if (const auto read = (this->*one)(); !read) return read;
    } while (parser_.accept_symbol(","));
    return {};
  }

  Result<void> set() {
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    if (const auto equals = parser_.expect_symbol("="); !equals) return equals;
    Result<UpdateValue> given = value();
    if (!given) return propagate(given);
    update_.actions.emplace_back(SetAction{*std::move(path), *std::move(given)});
    return {};
  }

  Result<void> remove() {
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    update_.actions.emplace_back(RemoveAction{*std::move(path)});
    return {};
  }

  Result<void> add() { return with_literal<AddAction>(); }
  Result<void> take_out() { return with_literal<DeleteAction>(); }

  template <typename Kind>
  Result<void> with_literal() {
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    if (parser_.peek().kind != TokenKind::kValue) return parser_.syntax_error();
    Kind action{*std::move(path), parser_.value()};
    if (const auto wrong = operand_mistake(UpdateAction(action)))
      parser_.note(Mistake::kOperandType, *wrong);
    update_.actions.emplace_back(std::move(action));
    return {};
  }

  Result<UpdateValue> value() {
    Result<UpdateValue> left = operand();
    if (!left) return left;
    const std::string symbol(parser_.peek().text);
    if (!parser_.accept_symbol("+") && !parser_.accept_symbol("-")) return left;
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    Result<UpdateValue> right = operand();
    if (!right) return right;
    return arithmetic_of(parser_.mistakes(), symbol, *std::move(left), *std::move(right));
  }

  Result<UpdateValue> operand() {
    if (parser_.peek().kind == TokenKind::kValue) return UpdateValue(parser_.value());
    if (parser_.at_symbol("(")) return in_parentheses();
    if (parser_.peek().kind == TokenKind::kWord && parser_.peek(1).text == "(") return function();
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    return UpdateValue(*std::move(path));
  }

  Result<UpdateValue> in_parentheses() {
    parser_.take();
    if (parser_.at_symbol("("))
      parser_.note(Mistake::kParentheses, "The expression has redundant parentheses;");
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    Result<UpdateValue> inner = value();
    if (!inner) return inner;
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    return inner;
  }

  Result<UpdateValue> function() {
    const std::string name(parser_.take().text);
    parser_.take();
    if (const auto counted = parser_.operation(); !counted) return propagate(counted);
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    std::vector<UpdateValue> arguments;
    do {
      Result<UpdateValue> argument = value();
      if (!argument) return argument;
      arguments.push_back(*std::move(argument));
    } while (parser_.accept_symbol(","));
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    return call_update_function(parser_.mistakes(), name, std::move(arguments));
  }

  ExpressionParser& parser_;
  Update update_;
  std::set<std::string> clauses_;
};

}  // namespace

Result<Update> parse_update(std::string_view text, Placeholders& placeholders) {
  Result<ExpressionParser> parser = ExpressionParser::open("UpdateExpression", text, placeholders);
  if (!parser) return propagate(parser);
  return UpdateParser(*parser).whole();
}

}  // namespace lastwrite
