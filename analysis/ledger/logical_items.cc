#include "analysis/ledger/logical_items.h"

#include <numeric>

namespace lastwrite {

std::vector<std::uint32_t> logical_items(const History& history) {
  std::vector<std::uint32_t> out(history.items.size());
  std::iota(out.begin(), out.end(), 0U);
  for (const Operation& operation : history.operations) {
    if (operation.logical_item != kAbsent) out[operation.item] = operation.logical_item;
  }
  return out;
}

}  // namespace lastwrite
