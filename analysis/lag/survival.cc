#include "analysis/lag/survival.h"

#include <algorithm>

namespace lastwrite {

Survival::Survival(std::vector<Wait> waits) : count_(waits.size()) {
  std::sort(waits.begin(), waits.end(),
            [](const Wait& a, const Wait& b) { return a.length < b.length; });
  double waiting_on = 1;
  for (std::size_t begin = 0; begin < waits.size();) {
    std::size_t end = begin;
    std::uint64_t ended = 0;
    for (; end < waits.size() && waits[end].length == waits[begin].length; ++end) {
      ended += waits[end].ended ? 1 : 0;
    }
    cut_off_ += end - begin - ended;
    if (ended > 0) {
      waiting_on *= 1 - static_cast<double>(ended) / static_cast<double>(waits.size() - begin);
      steps_.push_back({waits[begin].length, 1 - waiting_on});
    }
    begin = end;
  }
  if (!waits.empty()) seen_ = waits.back().length;
}

std::optional<double> Survival::share_within(Duration limit) const {
  const bool all_ended = !steps_.empty() && steps_.back().share >= 1;
  if (count_ == 0 || (limit > seen_ && !all_ended)) return std::nullopt;
  const auto behind = std::upper_bound(steps_.begin(), steps_.end(), limit,
                                       [](Duration at, const Step& s) { return at < s.at; });
  return behind == steps_.begin() ? 0 : (behind - 1)->share;
}

std::optional<Duration> Survival::quantile(double p) const {
  if (static_cast<double>(count_) * (1 - p) < 10 - 1e-9) return std::nullopt;
  const auto found = std::lower_bound(steps_.begin(), steps_.end(), p - 1e-12,
                                      [](const Step& s, double share) { return s.share < share; });
  if (found == steps_.end()) return std::nullopt;
  return found->at;
}

}  // namespace lastwrite
