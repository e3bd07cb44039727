// Carries a SELECT out: a page of its items, from where an earlier page ended.
//
//   Result<ReadOutput> first = read_statement(engine, select, {.limit = 10});
//   read_statement(engine, select, {.limit = 10, .from = first->next});
//
// Threading: the region's loop.
#pragma once

#include "region/engine/page.h"
#include "region/partiql/statement.h"

namespace lastwrite {

/// Where a reading goes on: in which step of its plan, and behind which key of it.
struct ReadPlace {
  std::size_t step = 0;
  std::optional<Item> after = {};
  friend bool operator==(const ReadPlace&, const ReadPlace&) = default;
};

struct ReadRequest {
  std::optional<std::uint64_t> limit = {};  // items looked at; at least 1
  bool consistent = false;
  ReadPlace from = {};
};

struct ReadOutput {
  std::vector<Item> items = {};
  std::vector<PageOutput> pages = {};  // what it cost; their items are moved out
  std::optional<ReadPlace> next = {};  // nullopt: nothing is left
};

/// kResourceNotFound; kValidation.
Result<ReadOutput> read_statement(Engine& engine, const SelectStatement& statement,
                                  const ReadRequest& request);

/// The item that a SELECT of a batch or a transaction reads: of a table, by its whole key and
/// nothing beside. kResourceNotFound; kValidation, with `otherwise` where it is no such SELECT.
Result<Item> single_item_key(Engine& engine, const SelectStatement& statement,
                             const std::string& otherwise);

/// Reads that item, as `input` names it, and projects it as the statement says. nullopt: there is
/// none.
struct SingleRead {
  std::optional<Item> item = {};  // as projected
  std::size_t bytes = 0;          // of the whole
};
Result<SingleRead> read_single_item(Engine& engine, const SelectStatement& statement,
                                    const GetItemInput& input);

}  // namespace lastwrite
