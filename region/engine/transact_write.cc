#include "region/engine/transact_write.h"

#include <algorithm>
#include <set>

#include "region/engine/consumption.h"
#include "region/engine/delete_item.h"
#include "region/engine/put_item.h"
#include "region/engine/throughput.h"
#include "region/engine/update_item.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

// What an action would write; nullopt for a check.
using Prepared = Result<std::optional<LocalWrite>>;

template <typename Write>
Prepared prepared(Result<Write> write) {
  if (!write) return propagate(write);
  return std::optional<LocalWrite>(*std::move(write));
}

struct Preparer {
  Engine& engine;

  Prepared operator()(const PutItemInput& input) const {
    return prepared(prepare_put(engine, input));
  }
  Prepared operator()(const UpdateItemInput& input) const {
    return prepared(prepare_update(engine, input));
  }
  Prepared operator()(const DeleteItemInput& input) const {
    return prepared(prepare_delete(engine, input));
  }
  Prepared operator()(const ConditionCheckInput& input) const {
    const Result<Found> found = find_item(engine, input.table, input.key, /*whole=*/false);
    if (!found) return propagate(found);
    if (const auto held = check_condition(input.condition, found->item()); !held)
      return propagate(held);
    return std::optional<LocalWrite>();
  }
};

// Beside what it is refused for by itself: whether there is capacity for it.
Prepared within_capacity(Engine& engine, const TransactAction& action, Prepared prepared) {
  if (!prepared || engine.throttle() == nullptr) return prepared;
  const TableName& table =
      std::visit([](const auto& input) -> const TableName& { return input.table; }, action);
  const Result<void> open =
      *prepared ? admit_write(engine, **prepared) : admit_write(engine, table);
  if (!open) return propagate(open);
  return prepared;
}

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

// The request is wrong as a whole where an item is named twice or a table is missing.
Result<void> check_items(Engine& engine, const std::vector<TransactAction>& actions) {
  std::set<std::pair<TableName, ItemKey>> seen;
  for (const TransactAction& action : actions) {
    const Result<Found> found = std::visit(Finder{engine}, action);
    if (!found && found.error().code == ErrorCode::kResourceNotFound) return propagate(found);
    if (!found) continue;  // its reason is told beside the others
    if (!seen.emplace(found->table->table, found->key).second)
      return fail(ErrorCode::kValidation,
                  "Transaction request cannot include multiple operations on one item");
  }
  return {};
}

// The item beside a failed condition, for those who ask for it.
std::optional<Item> item_of(Engine& engine, const TransactAction& action, const Error& error) {
  if (error.code != ErrorCode::kConditionalCheckFailed) return std::nullopt;
  const Result<Found> found = std::visit(Finder{engine}, action);
  if (!found || found->item() == nullptr) return std::nullopt;
  return *found->item();
}

TransactWritten cost_of(const TableDescription& table, const WriteOutput& written) {
  const auto size = [](const auto& item) { return item ? item_size_bytes(*item) : 0; };
  return {&table, std::max(size(written.old_item), size(written.new_item)),
          index_charges(table, written.old_item, written.new_item)};
}

// A check costs what a write of the item would.
std::optional<TransactWritten> cost_of(Engine& engine, const TransactAction& action) {
  const auto* check = std::get_if<ConditionCheckInput>(&action);
  if (check == nullptr) return std::nullopt;
  const Result<Found> found = find_item(engine, check->table, check->key, /*whole=*/false);
  if (!found) return std::nullopt;
  return TransactWritten{found->table, found->item() ? item_size_bytes(*found->item()) : 0};
}

// Of what is there after the writes, or before them where it is deleted.
std::size_t bytes_of(const std::vector<LocalWrite>& writes) {
  std::size_t bytes = 0;
  for (const LocalWrite& write : writes) {
    if (write.item) {
      bytes += item_size_bytes(*write.item);
    } else if (write.previous && write.previous->item) {
      bytes += item_size_bytes(*write.previous->item);
    }
  }
  return bytes;
}

Result<void> remember(Engine& engine, const std::optional<RequestToken>& token) {
  if (!token) return {};
  const auto kept = engine.request_tokens().remember(
      engine.store().facts(), token->token, token->request_hash, engine.clock().wall_now());
  if (!kept) return fail(ErrorCode::kInternal, "{}", kept.error().message);
  return {};
}

}  // namespace

Result<void> check_transaction_bytes(std::size_t bytes) {
  constexpr std::size_t kBytesMax = 4 * 1024 * 1024;
  if (bytes <= kBytesMax) return {};
  return fail(ErrorCode::kValidation,
              "The aggregate size of the items in the transaction exceeds 4 MB");
}

Result<TransactOutcome> transact_write(Engine& engine, const std::vector<TransactAction>& actions,
                                       const std::optional<RequestToken>& token) {
  TransactOutcome outcome;
  if (token) {
    const auto done =
        engine.request_tokens().find(token->token, token->request_hash, engine.clock().wall_now());
    if (!done) return propagate(done);
    if (*done) return outcome;
  }
  if (const auto checked = check_items(engine, actions); !checked) return propagate(checked);
  std::vector<LocalWrite> writes;
  for (const TransactAction& action : actions) {
    Prepared one = within_capacity(engine, action, std::visit(Preparer{engine}, action));
    CancellationReason& reason = outcome.reasons.emplace_back();
    if (one) {
      if (*one) writes.push_back(**std::move(one));
      continue;
    }
    if (!traits(one.error().code).definite) return propagate(one);
    outcome.cancelled = true;
    reason.item = item_of(engine, action, one.error());
    reason.error = one.error();
  }
  if (outcome.cancelled) return outcome;
  if (const auto fits = check_transaction_bytes(bytes_of(writes)); !fits) return propagate(fits);
  outcome.reasons.clear();
  for (const TransactAction& action : actions) {
    if (auto cost = cost_of(engine, action)) outcome.written.push_back(*std::move(cost));
  }
  for (LocalWrite& write : writes) {
    const TableDescription& table = *write.table;
    const auto written = accept_write(engine, std::move(write));
    if (!written)
      return fail(ErrorCode::kInternal, "a transaction stopped half-way: {}",
                  written.error().message);
    outcome.written.push_back(cost_of(table, *written));
  }
  for (const TransactWritten& one : outcome.written) {
    spend_write(engine, *one.table,
                consumed_by_transaction(consumed_by_write(one.bytes, one.charges)));
  }
  if (const auto kept = remember(engine, token); !kept) return propagate(kept);
  return outcome;
}

}  // namespace lastwrite
