#include "scenarios/fault/drawn_faults.h"

#include <utility>

#include "region/base/random.h"

namespace lastwrite {
namespace {

// Both sides have a region; all such divisions are equally likely.
PartitionFault halves(const std::vector<RegionName>& regions, Random& random) {
  PartitionFault drawn{.groups = {{}, {}}};
  if (regions.size() < 2) return drawn;
  const std::uint64_t divisions = (std::uint64_t{1} << regions.size()) - 2;
  const std::uint64_t sides = 1 + random.below(divisions);  // bit i: the side of region i
  for (std::size_t i = 0; i < regions.size(); ++i) {
    drawn.groups[(sides >> i) & 1].push_back(regions[i]);
  }
  return drawn;
}

template <typename T>
void shuffle(std::vector<T>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.below(i)]);
}

class Drawer {
 public:
  Drawer(const Scenario& scenario, FaultSpec& fault)
      : scenario_(scenario),
        fault_(fault),
        random_(Random(scenario.seed)
                    .fork("faults")
                    .fork(duration_text(fault.at) + " " + describe(fault))) {}

  void draw() {
    std::visit([this](auto& kind) { draw_kind(kind); }, fault_.kind);
  }

 private:
  template <typename Kind>
  void draw_kind(Kind&) {}

  void draw_kind(PartitionFault& fault) {
    if (fault.uniform) fault = halves(scenario_.regions, random_);
  }

  void draw_kind(FlapFault& fault) {
    if (auto* partition = std::get_if<PartitionFault>(&fault.cut)) draw_kind(*partition);
  }

  void draw_kind(ClogFault& fault) {
    for (const auto& [ends, link] : scenario_.links) {
      if (fault.ends.match(ends.first, ends.second)) fault.clogs.push_back(ends);
    }
    shuffle(fault.clogs, random_);
    fault.releases = fault.clogs;
    shuffle(fault.releases, random_);
    fault.span = fault_.lasts.value_or(scenario_.duration - fault_.at);
  }

  const Scenario& scenario_;
  FaultSpec& fault_;
  Random random_;
};

}  // namespace

std::vector<FaultSpec> drawn_faults(const Scenario& scenario) {
  std::vector<FaultSpec> faults = scenario.faults;
  for (FaultSpec& fault : faults) Drawer(scenario, fault).draw();
  return faults;
}

}  // namespace lastwrite
