#include "region/expression/token.h"

#include <algorithm>
#include <array>

#include "region/base/utf8.h"

namespace lastwrite {
namespace {

constexpr std::string_view kEndText = "<EOF>";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_part(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

template <typename Predicate>
std::size_t run_of(std::string_view text, std::size_t from, Predicate belongs) {
  const auto* end = std::find_if_not(text.begin() + from, text.end(), belongs);
  return static_cast<std::size_t>(end - text.begin());
}

// Length 0: none.
std::size_t symbol_at(std::string_view rest) {
  constexpr std::array<std::string_view, 3> kPairs = {"<>", "<=", ">="};
  for (const std::string_view pair : kPairs) {
    if (rest.starts_with(pair)) return 2;
  }
  return std::string_view("()[],.+-=<>").find(rest.front()) == std::string_view::npos ? 0 : 1;
}

struct Extent {
  TokenKind kind;
  std::size_t end;
};

// end == from: no token begins here.
Extent token_at(std::string_view text, std::size_t from) {
  const char c = text[from];
  if (is_letter(c)) return {TokenKind::kWord, run_of(text, from, is_word_part)};
  if (is_digit(c)) return {TokenKind::kNumber, run_of(text, from, is_digit)};
  if (c == '#' || c == ':') {
    const std::size_t end = run_of(text, from + 1, is_word_part);
    return {c == '#' ? TokenKind::kName : TokenKind::kValue, end > from + 1 ? end : from};
  }
  return {TokenKind::kSymbol, from + symbol_at(text.substr(from))};
}

}  // namespace

Result<std::vector<Token>> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = run_of(text, 0, is_space); at < text.size();
       at = run_of(text, at, is_space)) {
    const Extent extent = token_at(text, at);
    if (extent.end == at) {
      const std::string_view character = whole_characters(text.substr(at), 1);
      tokens.push_back({TokenKind::kSymbol, character, at});
      tokens.push_back({TokenKind::kEnd, kEndText, text.size()});
      return Failure(
          syntax_error(text.substr(0, at + character.size()), tokens, tokens.size() - 2));
    }
    tokens.push_back({extent.kind, text.substr(at, extent.end - at), at});
    at = extent.end;
  }
  tokens.push_back({TokenKind::kEnd, kEndText, text.size()});
  return tokens;
}

Error syntax_error(std::string_view text, const std::vector<Token>& tokens, std::size_t at) {
  const Token& first = tokens[at == 0 ? 0 : at - 1];
  const Token& last = tokens[std::min(at + 1, tokens.size() - 1)];
  const std::size_t end =
      last.kind == TokenKind::kEnd ? text.size() : last.offset + last.text.size();
  return {ErrorCode::kValidation,
          fmt::format("Syntax error; token: \"{}\", near: \"{}\"", tokens[at].text,
                      text.substr(first.offset, end - first.offset))};
}

}  // namespace lastwrite
