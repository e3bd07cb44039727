#include "region/partiql/parse_value.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "region/value/item_size.h"

namespace lastwrite {
namespace {

// Where in a literal a value stands: "root.a[0]", and below how many lists and maps.
struct Place {
  std::string text = "root";
  int level = 0;

  Place member(std::string_view name) const {
    return {fmt::format("{}.{}", text, name), level + 1};
  }
  Place element(std::size_t index) const { return {fmt::format("{}[{}]", text, index), level + 1}; }
};

Result<AttributeValue> value_at(StatementParser& parser, const Place& place);

Result<AttributeValue> number(StatementParser& parser, const Place& place) {
  bool negative = false;
  while (parser.at_symbol("-") || parser.at_symbol("+")) negative ^= parser.take().text == "-";
  const StatementToken token = parser.peek();
  if (token.kind != StatementTokenKind::kNumber) return parser.unexpected();
  parser.take();
  const Result<Number> read = Number::parse((negative ? "-" : "") + token.text);
  if (!read) return fail(ErrorCode::kValidation, "{} under {}", read.error().message, place.text);
  return AttributeValue(*read);
}

// Members with commas between them, up to `close`; there may be none.
template <typename Take>
Result<void> members(StatementParser& parser, std::string_view close, Take take) {
  if (parser.accept_symbol(close)) return {};
  do {
    if (const auto taken = take(); !taken) return taken;
  } while (parser.accept_symbol(","));
  return parser.expect_symbol(close);
}

Result<AttributeValue> list(StatementParser& parser, const Place& place) {
  parser.take();
  List out;
  const auto read = members(parser, "]", [&]() -> Result<void> {
    Result<AttributeValue> value = value_at(parser, place.element(out.size()));
    if (!value) return propagate(value);
    out.push_back(*std::move(value));
    return {};
  });
  if (!read) return propagate(read);
  return AttributeValue(std::move(out));
}

template <typename Member>
Result<Map> map(StatementParser& parser, const Place& place, Member member) {
  parser.take();
  Map out;
  const auto read = members(parser, "}", [&]() -> Result<void> {
    if (parser.peek().kind != StatementTokenKind::kString) return parser.unexpected();
    const std::string name = parser.take().text;
    if (const auto colon = parser.expect_symbol(":"); !colon) return colon;
    Result<AttributeValue> value = member(place.member(name));
    if (!value) return propagate(value);
    if (out.emplace(name, *std::move(value)).second) return {};
    return fail(ErrorCode::kValidation, "Duplicate keys in tuple. Key: {} under {}", name,
                place.text);
  });
  if (!read) return propagate(read);
  return out;
}

template <typename Element>
Result<AttributeValue> set_of(const std::vector<AttributeValue>& values,
                              const std::vector<std::string>& texts) {
  std::set<Element> set;
  for (const AttributeValue& value : values) {
    const Element* element = value.get_if<Element>();
    if (element == nullptr) {
      return fail(ErrorCode::kValidation,
                  "Unsupported data type in Bag. DynamoDB only supports either numbers or strings "
                  "in bags");
    }
    if (set.insert(*element).second) continue;
    return fail(ErrorCode::kValidation,
                "One or more parameter values were invalid: Input collection [{}] contains "
                "duplicates.",
                fmt::join(texts, ", "));
  }
  return AttributeValue(std::move(set));
}

Result<AttributeValue> bag(StatementParser& parser, const Place& place) {
  parser.take();
  std::vector<AttributeValue> values;
  std::vector<std::string> texts;
  const auto read = members(parser, ">>", [&]() -> Result<void> {
    texts.push_back(parser.peek().text);
    Result<AttributeValue> value = value_at(parser, place.element(values.size()));
    if (!value) return propagate(value);
    values.push_back(*std::move(value));
    return {};
  });
  if (!read) return propagate(read);
  if (values.empty()) return fail(ErrorCode::kValidation, "Empty bags are not supported");
  return values[0].get_if<Number>() ? set_of<Number>(values, texts) : set_of<String>(values, texts);
}

Result<AttributeValue> word(StatementParser& parser) {
  if (parser.accept_keyword("TRUE")) return AttributeValue(true);
  if (parser.accept_keyword("FALSE")) return AttributeValue(false);
  if (parser.accept_keyword("NULL")) return AttributeValue(Null{});
  return parser.unexpected();
}

Result<AttributeValue> document(StatementParser& parser, const Place& place) {
  if (parser.at_symbol("[")) return list(parser, place);
  Result<Map> read =
      map(parser, place, [&](const Place& member) { return value_at(parser, member); });
  if (!read) return propagate(read);
  return AttributeValue(*std::move(read));
}

Result<AttributeValue> value_at(StatementParser& parser, const Place& place) {
  if (place.level > kNestingLevelsMax - 1) {
    return fail(ErrorCode::kValidation, "Nesting Levels have exceeded supported limits under {}",
                place.text);
  }
  const StatementToken& token = parser.peek();
  if (token.kind == StatementTokenKind::kString) return AttributeValue(parser.take().text);
  if (parser.at_call()) {
    return parser.complaint_at(
        fmt::format("Unsupported data type: {} under key {}", lower_case(token.text), place.text),
        token);
  }
  if (token.kind == StatementTokenKind::kWord) return word(parser);
  if (parser.at_symbol("[") || parser.at_symbol("{")) return document(parser, place);
  if (parser.at_symbol("<<")) return bag(parser, place);
  if (parser.at_symbol("?")) {
    return parser.complaint_at(
        fmt::format("Unsupported data type: Parameter under key {}", place.text), token);
  }
  return number(parser, place);
}

}  // namespace

bool at_value(const StatementParser& parser) {
  const StatementToken& token = parser.peek();
  if (token.kind == StatementTokenKind::kString || token.kind == StatementTokenKind::kNumber)
    return true;
  if (token.kind == StatementTokenKind::kWord)
    return parser.at_keyword("TRUE") || parser.at_keyword("FALSE") || parser.at_keyword("NULL");
  constexpr std::string_view kBegin[] = {"?", "[", "{", "<<", "-", "+"};
  return std::any_of(std::begin(kBegin), std::end(kBegin),
                     [&](std::string_view symbol) { return parser.at_symbol(symbol); });
}

Result<AttributeValue> parse_value(StatementParser& parser) {
  if (parser.at_symbol("?")) return parser.parameter();
  return value_at(parser, Place{});
}

Result<Item> parse_item(StatementParser& parser) {
  if (!parser.at_symbol("{")) {
    return fail(
        ErrorCode::kValidation,
        "Unsupported format in item expression. Please use struct format {{...}} to express "
        "item values for insert statement.");
  }
  // Each member is the root of its own value.
  return map(parser, Place{}, [&](const Place&) {
    return parser.at_symbol("?") ? parser.parameter() : value_at(parser, Place{});
  });
}

}  // namespace lastwrite
