#include "region/partiql/statement_parser.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lastwrite {
namespace {

// What no plain name may be: the words that part a statement. (PartiQL has more of them.)
constexpr std::array<std::string_view, 28> kKeywords = {
    "and",  "as",    "between",   "by",     "delete",  "exists", "false",
    "from", "group", "having",    "in",     "inner",   "insert", "into",
    "is",   "join",  "like",      "limit",  "missing", "not",    "null",
    "or",   "order", "returning", "select", "set",     "true",   "where"};

bool is_keyword(const StatementToken& token) {
  if (token.kind != StatementTokenKind::kWord) return false;
  const std::string word = lower_case(token.text);
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

bool is_operator(const StatementToken& token) {
  constexpr std::array<std::string_view, 4> kWords = {"is", "like", "in", "between"};
  constexpr std::array<std::string_view, 8> kSymbols = {"=", "<>", "<", "<=", ">", ">=", "*", "+"};
  if (token.kind == StatementTokenKind::kSymbol)
    return std::find(kSymbols.begin(), kSymbols.end(), token.text) != kSymbols.end();
  return token.kind == StatementTokenKind::kWord &&
         std::find(kWords.begin(), kWords.end(), lower_case(token.text)) != kWords.end();
}

}  // namespace

Result<StatementParser> StatementParser::open(std::string_view text,
                                              const std::vector<AttributeValue>& parameters) {
  auto tokens = tokenize_statement(text);
  if (!tokens) return propagate(tokens);
  return StatementParser(text, *std::move(tokens), parameters);
}

const StatementToken& StatementParser::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

StatementToken StatementParser::take() {
  StatementToken token = peek();
  if (token.kind != StatementTokenKind::kEnd) ++at_;
  return token;
}

bool StatementParser::at_symbol(std::string_view symbol) const {
  return peek().kind == StatementTokenKind::kSymbol && peek().text == symbol;
}

bool StatementParser::at_keyword(std::string_view keyword, std::size_t ahead) const {
  const StatementToken& token = peek(ahead);
  return token.kind == StatementTokenKind::kWord && lower_case(token.text) == lower_case(keyword);
}

bool StatementParser::accept_symbol(std::string_view symbol) {
  if (!at_symbol(symbol)) return false;
  ++at_;
  return true;
}

bool StatementParser::accept_keyword(std::string_view keyword) {
  if (!at_keyword(keyword)) return false;
  ++at_;
  return true;
}

Result<void> StatementParser::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) return malformed_statement(fmt::format("Expected {}", symbol));
  return {};
}

Result<void> StatementParser::expect_keyword(std::string_view keyword) {
  if (!accept_keyword(keyword)) return malformed_statement(fmt::format("Expected {}", keyword));
  return {};
}

bool StatementParser::at_name() const {
  const StatementToken& token = peek();
  if (token.kind == StatementTokenKind::kQuotedName) return true;
  return token.kind == StatementTokenKind::kWord && !is_keyword(token);
}

bool StatementParser::at_call() const {
  return peek().kind == StatementTokenKind::kWord && peek(1).text == "(" &&
         peek(1).kind == StatementTokenKind::kSymbol && (at_name() || at_keyword("EXISTS"));
}

Failure StatementParser::unexpected() const {
  if (at_end() || at_symbol(";")) return malformed_statement("Unexpected term");
  if (is_operator(peek())) return malformed_statement("Unexpected operator");
  if (is_keyword(peek())) return malformed_statement("Unexpected keyword");
  return malformed_statement("Unexpected term");
}

Failure StatementParser::complaint_at(std::string_view message, const StatementToken& token) const {
  return fail(ErrorCode::kValidation, "{} at {}", message, place_text(text_, token));
}

Result<PathElement> StatementParser::name_element() {
  if (!at_name()) return unexpected();
  std::string name = take().text;
  if (name.empty()) return fail(ErrorCode::kValidation, "Path component cannot be an empty string");
  return PathElement(std::move(name));
}

Result<PathElement> StatementParser::index_element() {
  const bool negative = accept_symbol("-");
  const StatementToken token = take();
  if (token.kind != StatementTokenKind::kNumber) return unexpected();
  std::size_t index = 0;
  const char* const end = token.text.data() + token.text.size();
  const auto [stop, error] = std::from_chars(token.text.data(), end, index);
  if (error != std::errc{} || stop != end || index > INT32_MAX || (negative && index > 0)) {
    return complaint_at(fmt::format("List index is not within the allowable range; index: [{}{}]",
                                    negative ? "-" : "", token.text),
                        token);
  }
  if (const auto closed = expect_symbol("]"); !closed) return propagate(closed);
  return PathElement(index);
}

Result<Path> StatementParser::path() {
  Path path;
  auto element = name_element();
  for (;;) {
    if (!element) return propagate(element);
    path.elements.push_back(*std::move(element));
    if (accept_symbol(".")) {
      if (!at_name()) return malformed_statement("Invalid path dot component");
      element = name_element();
    } else if (accept_symbol("[")) {
      if (peek().kind == StatementTokenKind::kString) {
        element = PathElement(take().text);  // a['b'] is a.b
        if (const auto closed = expect_symbol("]"); !closed) return propagate(closed);
      } else {
        element = index_element();
      }
    } else {
      return path;
    }
  }
}

Result<AttributeValue> StatementParser::parameter() {
  if (const auto mark = expect_symbol("?"); !mark) return propagate(mark);
  if (parameter_ >= parameters_->size())
    return fail(ErrorCode::kValidation,
                "Number of parameters in request and statement don't match.");
  return (*parameters_)[parameter_++];
}

Result<void> StatementParser::finish() {
  accept_symbol(";");
  if (!at_end()) return malformed_statement("Unexpected token after expression");
  if (parameter_ < parameters_->size())
    return fail(ErrorCode::kValidation,
                "Number of parameters in request and statement don't match.");
  if (const std::string* first = mistakes_.first())
    return fail(ErrorCode::kValidation, "{}", *first);
  return {};
}

Result<void> StatementParser::enter() {
  if (++depth_ <= kDepthMax) return {};
  return fail(ErrorCode::kValidation, "The statement is nested more than {} levels deep",
              kDepthMax);
}

std::string lower_case(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace lastwrite
