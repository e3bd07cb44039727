// The tokens of PartiQL statements.
//
//   Result<std::vector<StatementToken>> tokens = tokenize_statement("SELECT * FROM \"T\"");
//
// Blanks and comments (`-- …` to the end of the line, `/* … */`) part tokens and are none.
// Threading: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

enum class StatementTokenKind : std::uint8_t {
  kWord,        // a name, a keyword or a function: which one depends on where it stands
  kQuotedName,  // "a ""b"""
  kString,      // 'it''s'
  kNumber,      // 12, 1.5e-3; a sign is a token of its own
  kSymbol,      // ( ) [ ] { } << >> , . : ; ? + - * = <> != < <= > >=
  kEnd
};

struct StatementToken {
  StatementTokenKind kind = StatementTokenKind::kEnd;
  std::string text = {};   // of quoted ones what they mean: a "b"
  std::size_t offset = 0;  // in the statement
  std::size_t length = 0;  // there
};

/// All tokens and one kEnd behind them. kValidation, with DynamoDB's words.
Result<std::vector<StatementToken>> tokenize_statement(std::string_view text);

/// "Statement wasn't well formed, can't be processed: …"
Failure malformed_statement(std::string_view detail);

/// "1:15:7": line and column of the token, from 1, and its length, in characters.
std::string place_text(std::string_view text, const StatementToken& token);

}  // namespace lastwrite
