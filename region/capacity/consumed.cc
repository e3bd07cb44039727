#include "region/capacity/consumed.h"

#include <algorithm>

namespace lastwrite {
namespace {

double units(std::size_t bytes, std::size_t unit) {
  return static_cast<double>(std::max<std::size_t>(1, (bytes + unit - 1) / unit));
}

}  // namespace

double write_units(std::size_t bytes, bool transactional) {
  return units(bytes, 1024) * (transactional ? 2 : 1);
}

double read_units(std::size_t bytes, bool consistent, bool transactional) {
  const double whole = units(bytes, 4096);
  if (transactional) return whole * 2;
  return consistent ? whole : whole / 2;
}

double Consumed::total() const {
  double sum = table;
  for (const auto* indexes : {&global, &local}) {
    for (const auto& [name, consumed] : *indexes) sum += consumed;
  }
  return sum;
}

Consumed& Consumed::operator+=(const Consumed& other) {
  table += other.table;
  for (const auto& [name, consumed] : other.global) global[name] += consumed;
  for (const auto& [name, consumed] : other.local) local[name] += consumed;
  return *this;
}

Consumed consumed_by_transaction(const Consumed& once) {
  Consumed twice = once;
  twice += once;
  return twice;
}

}  // namespace lastwrite
