#include "region/engine/throughput.h"

#include "region/engine/consumption.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

// The texts are those of the API reference, ProvisionedThroughputExceededException.
Failure table_is_out() {
  return fail(ErrorCode::kThrottling,
              "The level of configured provisioned throughput for the table was exceeded. Consider "
              "increasing your provisioning level with the UpdateTable API.");
}

Failure index_is_out() {
  return fail(ErrorCode::kThrottling,
              "The level of configured provisioned throughput for one or more global secondary "
              "indexes of the table was exceeded. Consider increasing your provisioning level for "
              "the under-provisioned global secondary indexes with the UpdateTable API.");
}

bool is_limited(Engine& engine, const TableDescription& table) {
  return engine.throttle() != nullptr && table.provisioned;
}

// Units a second of the table, or of one of its global indexes.
std::uint64_t rate_of(const TableDescription& table, const std::string& index, CapacityKind kind) {
  const IndexDescription* found = index.empty() ? nullptr : table.find_index(index);
  const ProvisionedThroughput& units =
      found != nullptr && found->provisioned ? *found->provisioned : *table.provisioned;
  return kind == CapacityKind::kRead ? units.read_units : units.write_units;
}

bool has_any(Engine& engine, const TableDescription& table, const std::string& index,
             CapacityKind kind) {
  return engine.throttle()->has_any({table.table, index, kind}, rate_of(table, index, kind));
}

void spend(Engine& engine, const TableDescription& table, const Consumed& consumed,
           CapacityKind kind) {
  if (!is_limited(engine, table)) return;
  const auto take = [&](const std::string& index, double units) {
    if (units > 0)
      engine.throttle()->take({table.table, index, kind}, rate_of(table, index, kind), units);
  };
  double of_table = consumed.table;
  for (const auto& [index, units] : consumed.local) of_table += units;
  take("", of_table);
  for (const auto& [index, units] : consumed.global) take(index, units);
}

Consumed cost_of(const LocalWrite& write) {
  return consumed_by_change(*write.table, write.previous ? write.previous->item : std::nullopt,
                            write.item);
}

void spend_on_refusal(Engine& engine, const WriteTarget& target) {
  const Result<Found> found = find_item(engine, target.table, target.attributes, target.whole);
  if (!found || !is_limited(engine, *found->table)) return;
  const std::size_t bytes = found->item() != nullptr ? item_size_bytes(*found->item()) : 0;
  spend_write(engine, *found->table, Consumed{write_units(bytes)});
}

}  // namespace

Result<void> admit_read(Engine& engine, const TableDescription& table, const std::string& index) {
  if (!is_limited(engine, table)) return {};
  const IndexDescription* found = index.empty() ? nullptr : table.find_index(index);
  if (found == nullptr || !found->global) {
    if (has_any(engine, table, "", CapacityKind::kRead)) return {};
    return table_is_out();
  }
  if (has_any(engine, table, index, CapacityKind::kRead)) return {};
  return index_is_out();
}

void spend_read(Engine& engine, const TableDescription& table, const Consumed& consumed) {
  spend(engine, table, consumed, CapacityKind::kRead);
}

void spend_page(Engine& engine, const TableDescription& table, const PageOutput& page,
                const PageInput& input) {
  spend_read(engine, table, consumed_by_page(page, input.index, input.consistent));
}

Result<void> admit_write(Engine& engine, const TableName& table) {
  if (engine.throttle() == nullptr) return {};
  const auto found = engine.catalog().find_active(table);
  if (!found || !is_limited(engine, **found)) return {};
  if (has_any(engine, **found, "", CapacityKind::kWrite)) return {};
  return table_is_out();
}

Result<void> admit_write(Engine& engine, const LocalWrite& write) {
  const TableDescription& table = *write.table;
  if (!is_limited(engine, table)) return {};
  if (!has_any(engine, table, "", CapacityKind::kWrite)) return table_is_out();
  for (const auto& [index, units] : cost_of(write).global) {
    if (!has_any(engine, table, index, CapacityKind::kWrite)) return index_is_out();
  }
  return {};
}

void spend_write(Engine& engine, const TableDescription& table, const Consumed& consumed) {
  spend(engine, table, consumed, CapacityKind::kWrite);
}

Result<WriteOutput> accept_and_spend(Engine& engine, LocalWrite write) {
  if (!is_limited(engine, *write.table)) return accept_write(engine, std::move(write));
  const TableDescription& table = *write.table;
  const Consumed cost = cost_of(write);
  Result<WriteOutput> written = accept_write(engine, std::move(write));
  if (written) spend_write(engine, table, cost);
  return written;
}

Result<WriteOutput> write_within_capacity(Engine& engine, Result<LocalWrite> prepared,
                                          const WriteTarget& target) {
  if (!prepared) {
    if (engine.throttle() != nullptr && prepared.error().code == ErrorCode::kConditionalCheckFailed)
      spend_on_refusal(engine, target);
    return propagate(prepared);
  }
  if (const auto open = admit_write(engine, *prepared); !open) return propagate(open);
  return accept_and_spend(engine, *std::move(prepared));
}

}  // namespace lastwrite
