// Which keys of a long run are kept write by write: keys in a random order, until the writes of the
// next would be more than is wanted.
//
//   std::set<std::string> sample = draw_key_sample({{"key-000001", 12}, …}, {seed, 10'000});
//
// Whole keys, because the fate of a write hangs on the other writes of its key. A key with more
// writes than is wanted is passed over: the hottest keys of a very long run are in no sample. The
// order is a random stream of the seed's own for each key: it does not depend on what was drawn for
// the run. Threading: pure.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace lastwrite {

using WritesByKey = std::map<std::string, std::uint64_t>;  // accepted writes, by key_text()

struct KeySampleSize {
  std::uint64_t seed = 1;
  std::uint64_t writes_max = 10'000;
};

std::set<std::string> draw_key_sample(const WritesByKey& writes, KeySampleSize size);

}  // namespace lastwrite
