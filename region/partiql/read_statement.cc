#include "region/partiql/read_statement.h"

#include <algorithm>

#include "region/engine/get_item.h"
#include "region/engine/index_projection.h"
#include "region/engine/query.h"
#include "region/engine/scan.h"
#include "region/expression/condition_names.h"
#include "region/partiql/projected_names.h"
#include "region/partiql/read_plan.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

ReadKeys keys_of(const TableDescription& table) {
  ReadKeys keys{{table.key_schema.partition}};
  if (table.key_schema.sort) keys.sort.push_back(*table.key_schema.sort);
  return keys;
}

Result<ReadKeys> keys_of(const TableDescription& table, const std::string& index, bool consistent) {
  if (index.empty()) return keys_of(table);
  const IndexDescription* found = table.find_index(index);
  if (found == nullptr || found->status == TableStatus::kDeleting)
    return fail(ErrorCode::kValidation, "The table does not have the specified index");
  if (found->global && consistent)
    return fail(ErrorCode::kValidation,
                "Strongly consistent read is not supported on Global Secondary Indexes");
  return ReadKeys{found->partition, found->sort};
}

// A query by an index filters by what the index has.
Result<void> check_filter(const TableDescription& table, const std::string& index,
                          const std::optional<Condition>& filter) {
  if (index.empty() || !filter) return {};
  std::vector<std::string> missing;
  for (const std::string& name : attribute_names(*filter)) {
    if (!projects(table, *table.find_index(index), name)) missing.push_back(name);
  }
  if (missing.empty()) return {};
  return fail(ErrorCode::kValidation,
              "One or more parameter values were invalid: Secondary index {} does not project one "
              "or more filter attributes: [{}]",
              index, fmt::join(missing, ", "));
}

// The attributes that its paths lead into, each once.
std::vector<Path> attributes_of(const std::vector<Path>& paths) {
  std::vector<Path> out;
  for (const Path& path : paths) {
    const Path whole = attribute(path.name());
    if (std::find(out.begin(), out.end(), whole) == out.end()) out.push_back(whole);
  }
  return out;
}

class Reading {
 public:
  Reading(Engine& engine, const SelectStatement& statement, const ReadRequest& request,
          ReadPlan plan)
      : engine_(engine), statement_(statement), request_(request), plan_(std::move(plan)) {}

  Result<ReadOutput> run() {
    const std::size_t steps = std::max<std::size_t>(1, plan_.steps.size());
    if (request_.from.step >= steps) return fail(ErrorCode::kValidation, "Invalid NextToken");
    ReadPlace place = request_.from;
    for (; place.step < steps; place = {place.step + 1}) {
      if (full()) {
        out_.next = place;
        break;
      }
      Result<PageOutput> page = read(place);
      if (!page) return propagate(page);
      take(*std::move(page), place.step);
      if (out_.next) break;
    }
    return std::move(out_);
  }

 private:
  bool full() const {
    return (request_.limit && scanned_ >= *request_.limit) || bytes_ >= kPageBytesMax;
  }

  PageInput page_input(const ReadPlace& place) const {
    PageInput page;
    if (request_.limit) page.limit = *request_.limit - scanned_;
    page.start_after = place.after;
    page.filter = plan_.filter;
    if (!statement_.paths.empty()) page.projection = attributes_of(statement_.paths);
    page.index = statement_.index;
    page.consistent = request_.consistent;
    return page;
  }

  Result<PageOutput> read(const ReadPlace& place) const {
    if (plan_.steps.empty()) return scan(engine_, {statement_.table, 0, 1, page_input(place)});
    const ReadStep& step = plan_.steps[place.step];
    if (step.whole && statement_.index.empty() && !plan_.filter) return read_item(*step.whole);
    return query(engine_, {.table = statement_.table,
                           .key = step.key,
                           .forward = plan_.forward,
                           .page = page_input(place),
                           .keys_in_filter = true});
  }

  Result<PageOutput> read_item(const Item& key) const {
    Result<GetItemOutput> found = get_item(engine_, {statement_.table, key, request_.consistent});
    if (!found) return propagate(found);
    PageOutput page;
    if (!found->item) return page;
    page.count = page.scanned = 1;
    page.bytes = item_size_bytes(*found->item);
    page.items.push_back(*std::move(found->item));
    return page;
  }

  void take(PageOutput page, std::size_t step) {
    scanned_ += page.scanned;
    bytes_ += page.bytes;
    if (page.last_key) out_.next = ReadPlace{step, page.last_key};
    for (Item& item : page.items) {
      out_.items.push_back(statement_.paths.empty() ? std::move(item)
                                                    : projected_by_name(item, statement_.paths));
    }
    page.items.clear();
    out_.pages.push_back(std::move(page));
  }

  Engine& engine_;
  const SelectStatement& statement_;
  const ReadRequest& request_;
  ReadPlan plan_;
  ReadOutput out_;
  std::uint64_t scanned_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

Result<ReadOutput> read_statement(Engine& engine, const SelectStatement& statement,
                                  const ReadRequest& request) {
  const auto table = engine.catalog().find_active(statement.table);
  if (!table) return propagate(table);
  const auto keys = keys_of(**table, statement.index, request.consistent);
  if (!keys) return propagate(keys);
  Result<ReadPlan> plan = plan_read(statement, *keys);
  if (!plan) return propagate(plan);
  if (!plan->steps.empty()) {
    const auto checked = check_filter(**table, statement.index, plan->filter);
    if (!checked) return propagate(checked);
  }
  return Reading(engine, statement, request, *std::move(plan)).run();
}

Result<Item> single_item_key(Engine& engine, const SelectStatement& statement,
                             const std::string& otherwise) {
  const auto table = engine.catalog().find_active(statement.table);
  if (!table) return propagate(table);
  if (!statement.index.empty()) return fail(ErrorCode::kValidation, "{}", otherwise);
  Result<ReadPlan> plan = plan_read(statement, keys_of(**table));
  if (!plan) return propagate(plan);
  if (plan->steps.size() != 1 || !plan->steps[0].whole || plan->filter)
    return fail(ErrorCode::kValidation, "{}", otherwise);
  return *std::move(plan->steps[0].whole);
}

Result<SingleRead> read_single_item(Engine& engine, const SelectStatement& statement,
                                    const GetItemInput& input) {
  Result<GetItemOutput> found = get_item(engine, input);
  if (!found) return propagate(found);
  SingleRead read;
  if (!found->item) return read;
  read.bytes = item_size_bytes(*found->item);
  read.item = statement.paths.empty() ? *std::move(found->item)
                                      : projected_by_name(*found->item, statement.paths);
  return read;
}

}  // namespace lastwrite
