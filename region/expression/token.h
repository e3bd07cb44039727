// The tokens of DynamoDB's expressions.
//
//   Result<std::vector<Token>> tokens = tokenize("SET #c = #c + :one");
//
// Threading: values.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

enum class TokenKind : std::uint8_t {
  kWord,    // a name, a keyword or a function: which one depends on where it stands
  kName,    // #name
  kValue,   // :value
  kNumber,  // an index of a list
  kSymbol,  // ( ) [ ] , . + - = <> < <= > >=
  kEnd
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;   // in the expression; "<EOF>" at its end
  std::size_t offset = 0;  // in the expression
};

/// All tokens of `text` and one kEnd behind them; they point into `text`. kValidation (without the
/// words "Invalid …Expression: ") for a character that no token begins with.
Result<std::vector<Token>> tokenize(std::string_view text);

/// The message of a syntax error at `tokens[at]`.
Error syntax_error(std::string_view text, const std::vector<Token>& tokens, std::size_t at);

}  // namespace lastwrite
