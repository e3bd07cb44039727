#include "scenarios/campaign/key_sample.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "region/base/random.h"

namespace lastwrite {

std::set<std::string> draw_key_sample(const WritesByKey& writes, KeySampleSize size) {
  const Random root = Random(size.seed).fork("sample");
  std::vector<std::pair<std::uint64_t, WritesByKey::const_iterator>> order;
  for (auto key = writes.begin(); key != writes.end(); ++key) {
    if (key->second <= size.writes_max) order.emplace_back(root.fork(key->first).next(), key);
  }
  // Keys of the same number stand in the order of their names.
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::set<std::string> sample;
  std::uint64_t total = 0;
  for (const auto& [number, key] : order) {
    total += key->second;
    if (total > size.writes_max) break;
    sample.insert(key->first);
  }
  return sample;
}

}  // namespace lastwrite
