// Tokens of statements: where they end, and what is none.
#include "region/partiql/statement_token.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

std::vector<std::string> texts(std::string_view text) {
  const auto tokens = tokenize_statement(text);
  std::vector<std::string> out;
  if (!tokens) return {"none"};
  for (const StatementToken& token : *tokens) out.push_back(token.text);
  EXPECT_EQ(tokens->back().kind, StatementTokenKind::kEnd);
  out.pop_back();
  return out;
}

using Texts = std::vector<std::string>;

TEST(StatementTokens, QuotesMeanWhatIsBetweenThem) {
  EXPECT_EQ(texts("\"a \"\"b\"\"\" 'it''s' ''"), (Texts{"a \"b\"", "it's", ""}));
  EXPECT_EQ(texts("'open"), Texts{"none"});
  EXPECT_EQ(texts("\"open"), Texts{"none"});
}

TEST(StatementTokens, NumbersTakeTheirExponentAndNoSign) {
  EXPECT_EQ(texts("-1.5e-3 2E5 3e x"), (Texts{"-", "1.5e-3", "2E5", "3", "e", "x"}));
}

TEST(StatementTokens, SymbolsAreAsLongAsTheyCanBe) {
  EXPECT_EQ(texts("<<1>> <= >= <> != < >"),
            (Texts{"<<", "1", ">>", "<=", ">=", "<>", "<>", "<", ">"}));
  EXPECT_EQ(texts("a ^ b"), Texts{"none"});
}

TEST(StatementTokens, PlacesAreLinesAndColumnsInCharacters) {
  const std::string_view text = "a\n 'ä' \"öö\"";
  const auto tokens = tokenize_statement(text).value();
  EXPECT_EQ(place_text(text, tokens[0]), "1:1:1");
  EXPECT_EQ(place_text(text, tokens[1]), "2:2:3");
  EXPECT_EQ(place_text(text, tokens[2]), "2:6:4");
}

}  // namespace
}  // namespace lastwrite
