#include "region/partiql/parse_statement.h"

#include <algorithm>
#include <array>
#include <set>

#include "region/partiql/parse_set.h"
#include "region/partiql/parse_value.h"
#include "region/partiql/parse_where.h"
#include "region/partiql/projected_names.h"

namespace lastwrite {
namespace {

Failure invalid(std::string_view message) {
  return fail(ErrorCode::kValidation, "{}", message);
}

class Reader {
 public:
  explicit Reader(StatementParser& parser) : parser_(parser) {}

  Result<Statement> whole() {
    Result<Statement> statement = any();
    if (!statement) return statement;
    if (const auto finished = parser_.finish(); !finished) return propagate(finished);
    return statement;
  }

 private:
  Result<Statement> any() {
    if (parser_.at_keyword("SELECT")) return as_statement(select());
    if (parser_.accept_keyword("INSERT")) return as_statement(insert());
    if (parser_.accept_keyword("UPDATE")) return as_statement(update());
    if (parser_.accept_keyword("DELETE")) return as_statement(erase());
    if (parser_.at_keyword("EXISTS") && parser_.at_call()) return as_statement(exists());
    return malformed_statement("Expected data manipulation");
  }

  template <typename Kind>
  static Result<Statement> as_statement(Result<Kind> read) {
    if (!read) return propagate(read);
    return Statement(*std::move(read));
  }

  Result<SelectStatement> select() {
    parser_.take();
    SelectStatement out;
    if (const auto read = projection(out); !read) return propagate(read);
    if (const auto word = parser_.expect_keyword("FROM"); !word) return propagate(word);
    if (const auto read = source(out); !read) return propagate(read);
    if (const auto read = where(out.where); !read) return propagate(read);
    if (const auto read = order(out); !read) return propagate(read);
    if (const auto checked = refuse_other_clauses(); !checked) return propagate(checked);
    return out;
  }

  Result<void> projection(SelectStatement& out) {
    if (parser_.accept_symbol("*")) {
      if (!parser_.at_symbol(",")) return {};
      return invalid("Other attributes should not be present in the projection when '*' is used.");
    }
    if (parser_.at_keyword("VALUE") && !parser_.at_keyword("FROM", 1) &&
        parser_.peek(1).kind != StatementTokenKind::kSymbol)
      return invalid("Select projection doesn't support value or pivot keywords");
    std::set<std::string> names;
    do {
      if (parser_.at_call())
        return parser_.complaint_at("Unexpected path component", parser_.peek());
      Result<Path> path = parser_.path();
      if (!path) return propagate(path);
      if (parser_.at_keyword("AS") || parser_.at_name()) return aliased();
      if (!names.insert(projected_name(*path)).second)
        return invalid("Duplicate identifiers in select clause: " + projected_name(*path));
      out.paths.push_back(*std::move(path));
    } while (parser_.accept_symbol(","));
    return {};
  }

  static Failure aliased() { return invalid("Aliasing is not supported"); }

  // What names a table or an index: any name, plain or quoted.
  Result<std::string> component(std::string_view otherwise) {
    if (!parser_.at_name()) {
      if (otherwise.empty()) return parser_.unexpected();
      return malformed_statement(otherwise);
    }
    std::string name = parser_.take().text;
    if (name.empty()) return invalid("Path component cannot be an empty string");
    return name;
  }

  Result<void> source(SelectStatement& out) {
    std::vector<std::string> components;
    do {
      Result<std::string> one = component("");
      if (!one) return propagate(one);
      components.push_back(*std::move(one));
    } while (parser_.accept_symbol("."));
    if (components.size() > 2)
      return invalid("A path may contain at most 2 components in the FROM clause");
    if (components.size() == 2) out.index = components[1];
    if (parser_.at_symbol(","))
      return invalid("Only select from a single table or index is supported.");
    return named_table(components[0], out.table);
  }

  // The table of a statement that writes.
  Result<void> table(TableName& out) {
    Result<std::string> name = component("Expected identifier for simple path");
    if (!name) return propagate(name);
    if (parser_.at_symbol(".")) return invalid("This operation is not supported on an index");
    return named_table(*name, out);
  }

  Result<void> named_table(const std::string& name, TableName& out) {
    const bool alias =
        parser_.at_keyword("AS") || (parser_.at_name() && !parser_.at_keyword("SET") &&
                                     !parser_.at_keyword("REMOVE") && !parser_.at_keyword("VALUE"));
    if (alias && !inserting_) return aliased();
    auto parsed = name.size() < 3 || name.size() > 255 ? Result<TableName>(invalid(""))
                                                       : parse_table_name(name);
    if (!parsed) {
      return invalid(
          "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', "
          "'-', '_', '.'.");
    }
    out = *std::move(parsed);
    return {};
  }

  Result<void> where(std::optional<Condition>& out) {
    if (!parser_.accept_keyword("WHERE")) return {};
    Result<Condition> condition = parse_where(parser_);
    if (!condition) return propagate(condition);
    out = *std::move(condition);
    return {};
  }

  Result<void> order(SelectStatement& out) {
    if (!parser_.accept_keyword("ORDER")) return {};
    if (const auto word = parser_.expect_keyword("BY"); !word) return word;
    do {
      Result<Path> path = parser_.path();
      if (!path) return propagate(path);
      if (path->elements.size() > 1)
        return invalid("Argument to ORDER BY must be of type VariableReference. Type: Path");
      const bool descending = parser_.accept_keyword("DESC");
      if (!descending) parser_.accept_keyword("ASC");
      out.order.push_back({path->name(), descending});
    } while (parser_.accept_symbol(","));
    return {};
  }

  // Of SQL, not of DynamoDB.
  Result<void> refuse_other_clauses() {
    for (const std::string_view word : {"LIMIT", "GROUP", "HAVING"}) {
      if (parser_.at_keyword(word))
        return parser_.complaint_at(fmt::format("Unsupported clause: {}", word), parser_.peek());
    }
    return {};
  }

  Result<InsertStatement> insert() {
    InsertStatement out;
    inserting_ = true;
    if (const auto word = parser_.expect_keyword("INTO"); !word) return propagate(word);
    if (const auto read = table(out.table); !read) return propagate(read);
    if (parser_.at_keyword("VALUES") || parser_.at_symbol("("))
      return invalid(
          "Unsupported operation: Inserting multiple items in a single statement is not supported, "
          "use \"INSERT INTO tableName VALUE item\" instead");
    if (!parser_.accept_keyword("VALUE"))
      return malformed_statement("Unexpected token after expression");
    Result<Item> item = parse_item(parser_);
    if (!item) return propagate(item);
    if (parser_.at_keyword("RETURNING")) return invalid("RETURNING is not supported in INSERT");
    out.item = *std::move(item);
    return out;
  }

  Result<UpdateStatement> update() {
    UpdateStatement out;
    if (const auto read = table(out.table); !read) return propagate(read);
    Result<Update> changes = parse_set_clauses(parser_);
    if (!changes) return propagate(changes);
    out.update = *std::move(changes);
    if (const auto read = where(out.where); !read) return propagate(read);
    if (const auto read = returning(out.returning); !read) return propagate(read);
    return out;
  }

  Result<DeleteStatement> erase() {
    DeleteStatement out;
    if (const auto word = parser_.expect_keyword("FROM"); !word) return propagate(word);
    if (const auto read = table(out.table); !read) return propagate(read);
    if (const auto read = where(out.where); !read) return propagate(read);
    if (const auto read = returning(out.returning); !read) return propagate(read);
    if (out.returning == Returning::kNothing || out.returning == Returning::kAllOld) return out;
    const bool all = out.returning == Returning::kAllNew;
    const bool old = out.returning == Returning::kModifiedOld;
    return fail(ErrorCode::kValidation,
                "Invalid returning clause: RETURNING {} {} *. Only RETURNING ALL OLD * is allowed "
                "in DELETE statements.",
                all ? "ALL" : "MODIFIED", old ? "OLD" : "NEW");
  }

  Result<void> returning(Returning& out) {
    if (!parser_.accept_keyword("RETURNING")) return {};
    const bool all = parser_.accept_keyword("ALL");
    const bool what = all || parser_.accept_keyword("MODIFIED");
    const bool old = parser_.accept_keyword("OLD");
    const bool when = old || parser_.accept_keyword("NEW");
    if (!what || !when || !parser_.accept_symbol("*")) {
      return invalid("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
    }
    if (parser_.at_symbol(","))
      return invalid("Invalid syntax with multiple returning elements in RETURNING clause");
    out = all ? (old ? Returning::kAllOld : Returning::kAllNew)
              : (old ? Returning::kModifiedOld : Returning::kModifiedNew);
    return {};
  }

  Result<ExistsStatement> exists() {
    parser_.take();
    parser_.take();
    if (!parser_.at_keyword("SELECT"))
      return invalid("EXISTS() must contain a single item read with additional condition");
    Result<SelectStatement> inner = select();
    if (!inner) return propagate(inner);
    if (const auto closed = parser_.expect_symbol(")"); !closed) return propagate(closed);
    return ExistsStatement{*std::move(inner)};
  }

  StatementParser& parser_;
  bool inserting_ = false;
};

}  // namespace

Result<Statement> parse_statement(std::string_view text,
                                  const std::vector<AttributeValue>& parameters) {
  Result<StatementParser> parser = StatementParser::open(text, parameters);
  if (!parser) return propagate(parser);
  return Reader(*parser).whole();
}

}  // namespace lastwrite
