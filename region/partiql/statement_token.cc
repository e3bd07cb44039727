#include "region/partiql/statement_token.h"

#include <algorithm>
#include <array>

namespace lastwrite {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool is_word_part(char c) {
  return begins_word(c) || is_digit(c);
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<StatementToken>> all() {
    std::vector<StatementToken> tokens;
    do {
      if (!skip_blanks()) return malformed_statement("");
      Result<StatementToken> token = next();
      if (!token) return propagate(token);
      token->length = at_ - token->offset;
      tokens.push_back(*std::move(token));
    } while (tokens.back().kind != StatementTokenKind::kEnd);
    return tokens;
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  bool at_end() const { return at_ >= text_.size(); }

  // False: a comment without an end.
  bool skip_blanks() {
    for (;;) {
      while (!at_end() && is_space(text_[at_])) ++at_;
      if (rest().starts_with("--")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest().starts_with("/*")) {
        const auto end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return false;
        at_ = end + 2;
      } else {
        return true;
      }
    }
  }

  Result<StatementToken> next() {
    const std::size_t from = at_;
    if (at_end()) return StatementToken{StatementTokenKind::kEnd, "", from};
    const char c = text_[at_];
    if (begins_word(c)) return run(StatementTokenKind::kWord);
    if (is_digit(c)) return number();
    if (c == '\'') return quoted(StatementTokenKind::kString);
    if (c == '"') return quoted(StatementTokenKind::kQuotedName);
    return symbol();
  }

  StatementToken run(StatementTokenKind kind) {
    const std::size_t from = at_;
    while (!at_end() && is_word_part(text_[at_])) ++at_;
    return {kind, std::string(text_.substr(from, at_ - from)), from};
  }

  void digits() {
    while (!at_end() && is_digit(text_[at_])) ++at_;
  }

  StatementToken number() {
    const std::size_t from = at_;
    digits();
    if (!at_end() && text_[at_] == '.') {
      ++at_;
      digits();
    }
    exponent();
    return {StatementTokenKind::kNumber, std::string(text_.substr(from, at_ - from)), from};
  }

  // "e" without digits is a word of its own.
  void exponent() {
    if (at_end() || (text_[at_] != 'e' && text_[at_] != 'E')) return;
    std::size_t first = at_ + 1;
    if (first < text_.size() && (text_[first] == '-' || text_[first] == '+')) ++first;
    if (first >= text_.size() || !is_digit(text_[first])) return;
    at_ = first;
    digits();
  }

  // A quote within is written twice.
  Result<StatementToken> quoted(StatementTokenKind kind) {
    const std::size_t from = at_;
    const char quote = text_[at_++];
    std::string meaning;
    for (; !at_end(); ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        if (at_end() || text_[at_] != quote) return StatementToken{kind, std::move(meaning), from};
      }
      meaning += text_[at_];
    }
    return malformed_statement("");
  }

  Result<StatementToken> symbol() {
    constexpr std::array<std::string_view, 6> kPairs = {"<>", "!=", "<=", ">=", "<<", ">>"};
    constexpr std::string_view kSingle = "()[]{},.:;?+-*=<>";
    const std::size_t from = at_;
    for (const std::string_view pair : kPairs) {
      if (!rest().starts_with(pair)) continue;
      at_ += pair.size();
      return StatementToken{StatementTokenKind::kSymbol, std::string(pair == "!=" ? "<>" : pair),
                            from};
    }
    if (kSingle.find(text_[at_]) == std::string_view::npos) return malformed_statement("");
    ++at_;
    return StatementToken{StatementTokenKind::kSymbol, std::string(1, text_[from]), from};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

Result<std::vector<StatementToken>> tokenize_statement(std::string_view text) {
  return Lexer(text).all();
}

Failure malformed_statement(std::string_view detail) {
  return fail(ErrorCode::kValidation, "Statement wasn't well formed, can't be processed: {}",
              detail);
}

std::string place_text(std::string_view text, const StatementToken& token) {
  const std::string_view before = text.substr(0, token.offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto break_at = before.rfind('\n');
  const std::string_view line =
      break_at == std::string_view::npos ? before : before.substr(break_at + 1);
  return fmt::format("{}:{}:{}", lines + 1, characters(line) + 1,
                     characters(text.substr(token.offset, token.length)));
}

}  // namespace lastwrite
