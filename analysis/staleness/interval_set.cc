#include "analysis/staleness/interval_set.h"

#include <algorithm>
#include <iterator>

namespace lastwrite {

void IntervalSet::add(TrueTime from, TrueTime until) {
  if (until <= from) return;
  auto next = ends_.upper_bound(from);
  if (next != ends_.begin() && std::prev(next)->second >= from) --next;
  while (next != ends_.end() && next->first <= until) {
    from = std::min(from, next->first);
    until = std::max(until, next->second);
    length_ -= next->second - next->first;
    next = ends_.erase(next);
  }
  ends_.emplace_hint(next, from, until);
  length_ += until - from;
}

void IntervalSet::add_all(const IntervalSet& other) {
  for (const auto& [from, until] : other.ends_) add(from, until);
}

}  // namespace lastwrite
