#include "region/expression/parse_projection.h"

#include "region/expression/expression_parser.h"

namespace lastwrite {

Result<std::vector<Path>> parse_projection(std::string_view text, Placeholders& placeholders) {
  auto parser = ExpressionParser::open("ProjectionExpression", text, placeholders);
  if (!parser) return propagate(parser);
  std::vector<Path> paths;
  do {
    Result<Path> path = parser->path();
    if (!path) return propagate(path);
    paths.push_back(*std::move(path));
  } while (parser->accept_symbol(","));
  check_overlap(parser->mistakes(), paths);
  if (const auto finished = parser->finish(); !finished) return propagate(finished);
  return paths;
}

}  // namespace lastwrite
