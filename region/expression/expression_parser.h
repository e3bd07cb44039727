// What the parsers of conditions, updates and projections share: a place among the tokens, document
// paths, placeholders, and the first mistake of each kind.
//
// DynamoDB reads an expression to its end before it complains, and complains of one mistake: first
// of the syntax, then by kinds in an order of its own (mistakes.h); `finish()` returns it.
//
// Threading: one thread. The text and the placeholders must outlive the parser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region/expression/mistakes.h"
#include "region/expression/path.h"
#include "region/expression/placeholders.h"
#include "region/expression/token.h"

namespace lastwrite {

class ExpressionParser {
 public:
  /// Expressions nested deeper than this are refused: recursion is bounded.
  static constexpr int kDepthMax = 150;
  static constexpr std::size_t kBytesMax = 4096;
  /// "Operators and functions" of one expression (developer guide, "Quotas").
  static constexpr std::size_t kOperatorsMax = 300;

  /// `kind`: such as "ConditionExpression", for messages. kValidation: empty, too long, a character
  /// that belongs nowhere.
  static Result<ExpressionParser> open(std::string_view kind, std::string_view text,
                                       Placeholders& placeholders);

  const Token& peek(std::size_t ahead = 0) const;
  Token take();
  bool at_symbol(std::string_view symbol) const;
  /// Whether a keyword stands here, in any case.
  bool at_keyword(std::string_view keyword) const;
  bool accept_symbol(std::string_view symbol);
  bool accept_keyword(std::string_view keyword);
  Result<void> expect_symbol(std::string_view symbol);
  Result<void> expect_keyword(std::string_view keyword);
  /// The complaint about the token that stands here.
  Failure syntax_error() const;

  /// A document path. Requires nothing: anything else is a syntax error.
  Result<Path> path();
  /// The value of the placeholder that stands here; Null when it has none, which is noted.
  AttributeValue value();

  Mistakes& mistakes() { return mistakes_; }
  void note(Mistake mistake, std::string message) { mistakes_.note(mistake, std::move(message)); }
  /// After the last token: kValidation when tokens are left or mistakes were noted.
  Result<void> finish() const;

  /// Counts an operator or a function; kValidation beyond kOperatorsMax.
  Result<void> operation();

  /// Counts the depth of nesting; kValidation beyond kDepthMax.
  Result<void> enter();
  void leave() { --depth_; }

 private:
  ExpressionParser(std::string_view kind, std::string_view text, std::vector<Token> tokens,
                   Placeholders& placeholders)
      : kind_(kind), text_(text), tokens_(std::move(tokens)), placeholders_(&placeholders) {}

  Result<PathElement> name_element();
  Result<PathElement> index_element();
  Failure invalid(const std::string& message) const;

  std::string_view kind_;
  std::string_view text_;
  std::vector<Token> tokens_;
  Placeholders* placeholders_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t operations_ = 0;
  Mistakes mistakes_;
};

/// kPathOverlap for two paths of which one leads into the other, or into a map and a list at once.
void check_overlap(Mistakes& mistakes, const std::vector<Path>& paths);

}  // namespace lastwrite
