// What the parts of the PartiQL parser share: a place among the tokens, the request's parameters,
// names and paths, and the mistakes noted on the way.
//
// Threading: one thread. The text and the parameters must outlive the parser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region/expression/mistakes.h"
#include "region/expression/path.h"
#include "region/partiql/statement_token.h"

namespace lastwrite {

class StatementParser {
 public:
  /// Conditions and values nested deeper than this are refused: recursion is bounded.
  static constexpr int kDepthMax = 150;

  static Result<StatementParser> open(std::string_view text,
                                      const std::vector<AttributeValue>& parameters);

  const StatementToken& peek(std::size_t ahead = 0) const;
  StatementToken take();
  bool at_end() const { return peek().kind == StatementTokenKind::kEnd; }
  bool at_symbol(std::string_view symbol) const;
  /// Whether a keyword stands here, in any case.
  bool at_keyword(std::string_view keyword, std::size_t ahead = 0) const;
  bool accept_symbol(std::string_view symbol);
  bool accept_keyword(std::string_view keyword);
  Result<void> expect_symbol(std::string_view symbol);
  Result<void> expect_keyword(std::string_view keyword);

  /// A plain or quoted name that is no keyword of the language.
  bool at_name() const;
  /// Whether a function is called here.
  bool at_call() const;
  /// A document path: a.b[0]. Anything else is malformed.
  Result<Path> path();
  /// The value of the `?` that stands here; kValidation when there are too few.
  Result<AttributeValue> parameter();

  Mistakes& mistakes() { return mistakes_; }
  /// The complaint about a token that begins nothing.
  Failure unexpected() const;
  /// A complaint that ends with the place of a token.
  Failure complaint_at(std::string_view message, const StatementToken& token) const;

  /// After the last part: kValidation when tokens or parameters are left or mistakes were noted.
  Result<void> finish();

  /// Counts the depth of nesting; kValidation beyond kDepthMax.
  Result<void> enter();
  void leave() { --depth_; }

 private:
  StatementParser(std::string_view text, std::vector<StatementToken> tokens,
                  const std::vector<AttributeValue>& parameters)
      : text_(text), tokens_(std::move(tokens)), parameters_(&parameters) {}

  Result<PathElement> name_element();
  Result<PathElement> index_element();

  std::string_view text_;
  std::vector<StatementToken> tokens_;
  const std::vector<AttributeValue>* parameters_;
  std::size_t at_ = 0;
  std::size_t parameter_ = 0;
  int depth_ = 0;
  Mistakes mistakes_;
};

/// "SET_ADD" -> "set_add".
std::string lower_case(std::string_view word);

}  // namespace lastwrite
