#include "region/engine/consumption.h"

#include <algorithm>

#include "region/value/item_size.h"

namespace lastwrite {

Consumed consumed_by_write(std::size_t bytes, const std::vector<IndexCharge>& charges) {
  Consumed consumed{write_units(bytes)};
  for (const IndexCharge& charge : charges) {
    double& spent = (charge.global ? consumed.global : consumed.local)[charge.index];
    for (const std::size_t written : charge.writes) spent += write_units(written);
  }
  return consumed;
}

Consumed consumed_by_change(const TableDescription& table, const std::optional<Item>& before,
                            const std::optional<Item>& after) {
  const auto size = [](const auto& item) { return item ? item_size_bytes(*item) : 0; };
  return consumed_by_write(std::max(size(before), size(after)),
                           index_charges(table, before, after));
}

Consumed consumed_by_page(const PageOutput& page, const std::string& index, bool consistent) {
  const double units = read_units(page.bytes, consistent);
  Consumed consumed;
  if (page.origin == PageOrigin::kTable) {
    consumed.table = units;
    return consumed;
  }
  (page.origin == PageOrigin::kGlobalIndex ? consumed.global : consumed.local)[index] = units;
  for (const std::size_t bytes : page.fetched) consumed.table += read_units(bytes, consistent);
  return consumed;
}

}  // namespace lastwrite
