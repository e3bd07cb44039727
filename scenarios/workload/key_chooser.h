// Which key a task takes: uniform, zipfian or one hot key (workload_spec.h says what each means).
//
//   KeyChooser chooser(spec.workload.keys);
//   std::uint64_t key = chooser.next(random);       // below spec.count
//
// Zipfian is exact: the cumulative shares are computed once and searched, 8 bytes for each key; a
// table of starts keeps the search short. One draw for each choice, whatever the rule. Threading:
// immutable, shared by all clients.
#pragma once

#include <cstdint>
#include <vector>

#include "region/base/random.h"
#include "scenarios/engine/workload_spec.h"

namespace lastwrite {

class KeyChooser {
 public:
  explicit KeyChooser(const KeySpec& spec);

  std::uint64_t next(Random& random) const;

 private:
  std::uint64_t pick(double u) const;
  std::uint64_t search(double u, std::size_t begin, std::size_t end) const;

  KeySpec spec_;
  std::vector<double> cumulative_;     // zipfian: of the keys up to and with this one, unnormalised
  std::vector<std::uint64_t> starts_;  // zipfian: what u = i / kStarts chooses; one more at the end
};

}  // namespace lastwrite
