#include "region/partiql/parse_set.h"

#include "region/expression/expression_parser.h"
#include "region/expression/update_check.h"
#include "region/expression/update_functions.h"
#include "region/partiql/parse_value.h"

namespace lastwrite {
namespace {

std::string upper_case(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

bool is_set(const AttributeValue& value) {
  return value.get_if<StringSet>() || value.get_if<NumberSet>() || value.get_if<BinarySet>();
}

class SetParser {
 public:
  explicit SetParser(StatementParser& parser) : parser_(parser) {}

  Result<Update> whole() {
    do {
      if (const auto read = clause(); !read) return propagate(read);
    } while (parser_.at_keyword("SET") || parser_.at_keyword("REMOVE"));
    std::vector<Path> paths;
    for (const UpdateAction& action : update_.actions) paths.push_back(path_of(action));
    check_overlap(parser_.mistakes(), paths);
    return std::move(update_);
  }

 private:
  Result<void> clause() {
    const bool removes = parser_.accept_keyword("REMOVE");
    if (!removes) {
      if (const auto word = parser_.expect_keyword("SET"); !word) return word;
    }
    do {
      if (const auto read = removes ? remove() : set(); !read) return read;
    } while (parser_.accept_symbol(","));
    return {};
  }

  Result<void> remove() {
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    update_.actions.emplace_back(RemoveAction{*std::move(path)});
    return {};
  }

  Result<void> set() {
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    if (const auto equals = parser_.expect_symbol("="); !equals) return equals;
    const std::string function = parser_.at_call() ? lower_case(parser_.peek().text) : "";
    if (function == "set_add" || function == "set_delete") return set_elements(*path);
    Result<UpdateValue> given = value();
    if (!given) return propagate(given);
    update_.actions.emplace_back(SetAction{*std::move(path), *std::move(given)});
    return {};
  }

  // Of set_add(path, <<…>>) the path must be the one that is assigned.
  Result<void> set_elements(const Path& target) {
    const StatementToken called = parser_.take();
    const std::string name = upper_case(called.text);
    parser_.take();
    const StatementToken first = parser_.peek();
    Result<std::vector<UpdateValue>> given = arguments();
    if (!given) return propagate(given);
    if (given->size() != 2) {
      return parser_.complaint_at(fmt::format("{} must have exactly two arguments", name), called);
    }
    const auto* path = std::get_if<Path>(&(*given)[0].node);
    if (path == nullptr || !(*path == target)) {
      return parser_.complaint_at(
          fmt::format("The first argument to {} must equal the assignment value", name), called);
    }
    auto* elements = std::get_if<AttributeValue>(&(*given)[1].node);
    if (elements == nullptr || !is_set(*elements)) {
      return parser_.complaint_at(
          fmt::format("The second argument to {} must be a value with type SET", name), first);
    }
    if (name == "SET_ADD") {
      update_.actions.emplace_back(AddAction{target, std::move(*elements)});
    } else {
      update_.actions.emplace_back(DeleteAction{target, std::move(*elements)});
    }
    return {};
  }

  Result<UpdateValue> value() {
    Result<UpdateValue> left = operand();
    if (!left) return left;
    if (!parser_.at_symbol("+") && !parser_.at_symbol("-")) return left;
    const std::string symbol = parser_.take().text;
    Result<UpdateValue> right = operand();
    if (!right) return right;
    return arithmetic_of(parser_.mistakes(), symbol, *std::move(left), *std::move(right));
  }

  Result<UpdateValue> operand() {
    if (parser_.at_symbol("(")) return in_parentheses();
    if (parser_.at_call()) return function();
    if (at_value(parser_)) {
      Result<AttributeValue> literal = parse_value(parser_);
      if (!literal) return propagate(literal);
      return UpdateValue(*std::move(literal));
    }
    Result<Path> path = parser_.path();
    if (!path) return propagate(path);
    return UpdateValue(*std::move(path));
  }

  Result<UpdateValue> in_parentheses() {
    parser_.take();
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    Result<UpdateValue> inner = value();
    if (!inner) return inner;
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    return inner;
  }

  Result<UpdateValue> function() {
    const StatementToken called = parser_.take();
    const std::string name = lower_case(called.text);
    if (name != "if_not_exists" && name != "list_append")
      return parser_.complaint_at(fmt::format("Unrecognized function: {}", name), called);
    parser_.take();
    Result<std::vector<UpdateValue>> given = arguments();
    if (!given) return propagate(given);
    return call_update_function(parser_.mistakes(), name, *std::move(given));
  }

  Result<std::vector<UpdateValue>> arguments() {
    std::vector<UpdateValue> out;
    if (parser_.accept_symbol(")")) return out;
    if (const auto entered = parser_.enter(); !entered) return propagate(entered);
    do {
      Result<UpdateValue> argument = value();
      if (!argument) return propagate(argument);
      out.push_back(*std::move(argument));
    } while (parser_.accept_symbol(","));
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    parser_.leave();
    return out;
  }

  StatementParser& parser_;
  Update update_;
};

}  // namespace

Result<Update> parse_set_clauses(StatementParser& parser) {
  return SetParser(parser).whole();
}

}  // namespace lastwrite
