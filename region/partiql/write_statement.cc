#include "region/partiql/write_statement.h"

#include <algorithm>

#include "region/engine/delete_item.h"
#include "region/engine/put_item.h"
#include "region/engine/update_item.h"
#include "region/expression/projection.h"
#include "region/expression/update_check.h"
#include "region/partiql/write_action.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

struct Writer {
  Engine& engine;

  Result<WriteOutput> operator()(const PutItemInput& input) const {
    return put_item(engine, input);
  }
  Result<WriteOutput> operator()(const UpdateItemInput& input) const {
    return update_item(engine, input);
  }
  Result<WriteOutput> operator()(const DeleteItemInput& input) const {
    return delete_item(engine, input);
  }
  Result<WriteOutput> operator()(const ConditionCheckInput&) const {
    return fail(ErrorCode::kValidation,
                "EXISTS can only be used in ExecuteTransaction write requests.");
  }
};

struct Finder {
  Engine& engine;

  Result<Found> operator()(const PutItemInput& input) const {
    return find_item(engine, input.table, input.item, /*whole=*/true);
  }
  template <typename Input>
  Result<Found> operator()(const Input& input) const {
    return find_item(engine, input.table, input.key, /*whole=*/false);
  }
};

std::vector<Path> changed_paths(const Statement& statement) {
  std::vector<Path> paths;
  const auto* update = std::get_if<UpdateStatement>(&statement);
  if (update == nullptr) return paths;
  for (const UpdateAction& action : update->update.actions) paths.push_back(path_of(action));
  return paths;
}

// Of what is modified only what is there; nothing where that is nothing.
std::optional<Item> returned_item(const Statement& statement, const WriteOutput& written) {
  const Returning wanted = returning_of(statement);
  if (wanted == Returning::kNothing) return std::nullopt;
  const bool old = wanted == Returning::kAllOld || wanted == Returning::kModifiedOld;
  const std::optional<Item>& item = old ? written.old_item : written.new_item;
  if (!item || wanted == Returning::kAllOld || wanted == Returning::kAllNew) return item;
  Item part = project(*item, changed_paths(statement));
  if (part.empty()) return std::nullopt;
  return part;
}

std::size_t size_of(const std::optional<Item>& item) {
  return item ? item_size_bytes(*item) : 0;
}

Result<StatementWritten> refused(Engine& engine, const Statement& statement,
                                 const TransactAction* action, const Error& error) {
  StatementWritten out;
  out.refused = statement_error(statement, error);
  if (action == nullptr || out.refused->code != ErrorCode::kConditionalCheckFailed) return out;
  const Result<Found> found = std::visit(Finder{engine}, *action);
  if (!found) return propagate(found);
  if (found->item()) out.standing = *found->item();
  return out;
}

}  // namespace

Result<StatementWritten> write_statement(Engine& engine, const Statement& statement) {
  const auto action = write_action(engine.catalog(), statement);
  if (!action) return refused(engine, statement, nullptr, action.error());
  const Result<WriteOutput> written = std::visit(Writer{engine}, *action);
  if (!written) {
    if (!traits(written.error().code).definite) return propagate(written);
    return refused(engine, statement, &*action, written.error());
  }
  StatementWritten out;
  out.returned = returned_item(statement, *written);
  out.bytes = std::max(size_of(written->old_item), size_of(written->new_item));
  const auto table = engine.catalog().find(table_of(statement));
  if (table) out.charges = index_charges(**table, written->old_item, written->new_item);
  return out;
}

}  // namespace lastwrite
