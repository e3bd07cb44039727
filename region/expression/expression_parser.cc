#include "region/expression/expression_parser.h"

#include <algorithm>
#include <charconv>

#include "region/expression/reserved_words.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return upper(x) == upper(y); });
}

Failure invalid_kind(std::string_view kind, const std::string& message) {
  return fail(ErrorCode::kValidation, "Invalid {}: {}", kind, message);
}

}  // namespace

Result<ExpressionParser> ExpressionParser::open(std::string_view kind, std::string_view text,
                                                Placeholders& placeholders) {
  if (text.empty()) return invalid_kind(kind, "The expression can not be empty;");
  if (text.size() > kBytesMax) {
    return invalid_kind(
        kind,
        fmt::format("Expression size has exceeded the maximum allowed size; expression size: {}",
                    text.size()));
  }
  auto tokens = tokenize(text);
  if (!tokens) return invalid_kind(kind, tokens.error().message);
  return ExpressionParser(kind, text, *std::move(tokens), placeholders);
}

Failure ExpressionParser::invalid(const std::string& message) const {
  return invalid_kind(kind_, message);
}

const Token& ExpressionParser::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

Token ExpressionParser::take() {
  const Token token = peek();
  if (token.kind != TokenKind::kEnd) ++at_;
  return token;
}

bool ExpressionParser::at_symbol(std::string_view symbol) const {
  return peek().kind == TokenKind::kSymbol && peek().text == symbol;
}

bool ExpressionParser::at_keyword(std::string_view keyword) const {
  return peek().kind == TokenKind::kWord && same_word(peek().text, keyword);
}

bool ExpressionParser::accept_symbol(std::string_view symbol) {
  if (!at_symbol(symbol)) return false;
  take();
  return true;
}

bool ExpressionParser::accept_keyword(std::string_view keyword) {
  if (!at_keyword(keyword)) return false;
  take();
  return true;
}

Result<void> ExpressionParser::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) return syntax_error();
  return {};
}

Result<void> ExpressionParser::expect_keyword(std::string_view keyword) {
  if (!accept_keyword(keyword)) return syntax_error();
  return {};
}

Failure ExpressionParser::syntax_error() const {
  return invalid(lastwrite::syntax_error(text_, tokens_, at_).message);
}

Result<PathElement> ExpressionParser::name_element() {
  const Token token = peek();
  if (token.kind == TokenKind::kWord) {
    take();
    if (is_reserved_word(token.text)) {
      note(Mistake::kReserved,
           fmt::format("Attribute name is a reserved keyword; reserved keyword: {}", token.text));
    }
    return PathElement(std::string(token.text));
  }
  if (token.kind != TokenKind::kName) return syntax_error();
  take();
  if (const std::string* name = placeholders_->name(token.text)) return PathElement(*name);
  note(Mistake::kPlaceholder,
       fmt::format("An expression attribute name used in the document path is not defined; "
                   "attribute name: {}",
                   token.text));
  return PathElement(std::string(token.text));
}

Result<PathElement> ExpressionParser::index_element() {
  const Token token = peek();
  if (token.kind != TokenKind::kNumber) return syntax_error();
  std::size_t index = 0;
  const char* const end = token.text.data() + token.text.size();
  const auto [stop, error] = std::from_chars(token.text.data(), end, index);
  if (error != std::errc{} || stop != end || index > UINT32_MAX) {
    return invalid(
        fmt::format("List index is not within the allowable range; index: [{}]", token.text));
  }
  take();
  if (const auto closed = expect_symbol("]"); !closed) return propagate(closed);
  return PathElement(index);
}

Result<Path> ExpressionParser::path() {
  Path path;
  auto element = name_element();
  for (;;) {
    if (!element) return propagate(element);
    path.elements.push_back(*std::move(element));
    if (accept_symbol(".")) {
      element = name_element();
    } else if (accept_symbol("[")) {
      element = index_element();
    } else {
      break;
    }
  }
  if (path.elements.size() <= static_cast<std::size_t>(kNestingLevelsMax)) return path;
  return invalid(fmt::format("The document path has too many nesting levels; nesting levels: {}",
                             path.elements.size()));
}

AttributeValue ExpressionParser::value() {
  const Token token = take();
  if (const AttributeValue* value = placeholders_->value(token.text)) return *value;
  note(Mistake::kPlaceholder,
       fmt::format("An expression attribute value used in expression is not defined; attribute "
                   "value: {}",
                   token.text));
  return {};
}

Result<void> ExpressionParser::finish() const {
  if (peek().kind != TokenKind::kEnd) return syntax_error();
  if (const std::string* first = mistakes_.first()) return invalid(*first);
  return {};
}

Result<void> ExpressionParser::operation() {
  if (++operations_ <= kOperatorsMax) return {};
  return invalid(
      fmt::format("The expression contains too many operators; operator count: {}", operations_));
}

Result<void> ExpressionParser::enter() {
  if (++depth_ <= kDepthMax) return {};
  return invalid(fmt::format("The expression is nested more than {} levels deep", kDepthMax));
}

void check_overlap(Mistakes& mistakes, const std::vector<Path>& paths) {
  std::vector<const Path*> sorted;
  sorted.reserve(paths.size());
  for (const Path& path : paths) sorted.push_back(&path);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Path* a, const Path* b) { return a->elements < b->elements; });
  // In order of their elements, paths that overlap with any other do so with a neighbour.
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const auto& a = sorted[i - 1]->elements;
    const auto& b = sorted[i]->elements;
    const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const bool overlap = in_a == a.end() || in_b == b.end();
    if (!overlap && in_a->index() == in_b->index()) continue;
    // The message names the one that was written first.
    const bool as_written = sorted[i - 1] < sorted[i];
    const Path& one = as_written ? *sorted[i - 1] : *sorted[i];
    const Path& two = as_written ? *sorted[i] : *sorted[i - 1];
    mistakes.note(
        Mistake::kPathOverlap,
        fmt::format("Two document paths {} with each other; must remove or rewrite one of "
                    "these paths; path one: {}, path two: {}",
                    overlap ? "overlap" : "conflict", path_list_text(one), path_list_text(two)));
  }
}

}  // namespace lastwrite
