#include "scenarios/engine/fault_spec.h"

#include <algorithm>

#include <fmt/ranges.h>

namespace lastwrite {
namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

std::string percent(std::uint32_t ppm) {
  return fmt::format("{}%", ppm / 10'000.0);
}

std::vector<std::string> clauses(const LinkChange& change) {
  std::vector<std::string> parts;
  if (change.partitioned) parts.emplace_back("cut off");
  if (change.paused) parts.emplace_back("paused");
  if (change.latency) parts.push_back("latency " + change.latency->to_text());
  if (change.pipeline) parts.push_back("pipeline " + change.pipeline->to_text());
  if (change.jitter) parts.push_back("jitter " + duration_text(*change.jitter));
  if (change.loss_ppm) parts.push_back("loss " + percent(*change.loss_ppm));
  if (change.retransmit) parts.push_back("retransmit " + duration_text(*change.retransmit));
  if (change.duplicate_ppm) parts.push_back("duplicate " + percent(*change.duplicate_ppm));
  if (change.reorder_ppm) parts.push_back("reorder " + percent(*change.reorder_ppm));
  if (change.bytes_per_second) {
    parts.push_back(fmt::format("bandwidth {}B/s", *change.bytes_per_second));
  }
  return parts;
}

std::string describe_partition(const PartitionFault& fault) {
  std::vector<std::string> groups;
  for (const auto& group : fault.groups) {
    groups.push_back(fmt::format("{}", fmt::join(group, ", ")));
  }
  return fmt::format("partition {}", fmt::join(groups, " | "));
}

std::string describe_clock(const ClockFault& fault) {
  std::string text = fmt::format("clock of {}", fault.region);
  if (fault.offset) text += " offset " + duration_text(*fault.offset);
  if (fault.step) text += " step " + duration_text(*fault.step);
  if (fault.drift_ppm) text += fmt::format(" drift {}ppm", *fault.drift_ppm);
  return text;
}

void add_once(std::vector<RegionName>& regions, const RegionName& region) {
  if (region.text == "*") return;
  if (std::find(regions.begin(), regions.end(), region) == regions.end()) regions.push_back(region);
}

}  // namespace

std::string describe(const FaultSpec& fault) {
  return std::visit(Overloaded{
                        [](const PartitionFault& f) { return describe_partition(f); },
                        [](const LinkFault& f) {
                          return fmt::format("link {} -> {}: {}", f.ends.from, f.ends.to,
                                             fmt::join(clauses(f.change), ", "));
                        },
                        [](const PauseRegionFault& f) { return fmt::format("pause {}", f.region); },
                        [](const ClockFault& f) { return describe_clock(f); },
                        [](const KillFault& f) { return fmt::format("kill {}", f.region); },
                        [](const SlowDiskFault& f) {
                          return fmt::format("slow disk of {}: {}", f.region,
                                             duration_text(f.delay));
                        },
                    },
                    fault.kind);
}

std::vector<RegionName> regions_of(const FaultSpec& fault) {
  std::vector<RegionName> regions;
  const auto add = [&regions](const auto& f) { add_once(regions, f.region); };
  std::visit(Overloaded{
                 [&](const PartitionFault& f) {
                   for (const auto& group : f.groups) {
                     for (const RegionName& region : group) add_once(regions, region);
                   }
                 },
                 [&](const LinkFault& f) {
                   add_once(regions, f.ends.from);
                   add_once(regions, f.ends.to);
                 },
                 [&](const PauseRegionFault& f) { add(f); },
                 [&](const ClockFault& f) { add(f); },
                 [&](const KillFault& f) { add(f); },
                 [&](const SlowDiskFault& f) { add(f); },
             },
             fault.kind);
  return regions;
}

}  // namespace lastwrite
