#include "scenarios/engine/fault_spec.h"

#include <algorithm>

#include <fmt/ranges.h>

namespace lastwrite {
namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;  // clang 14 does not find it by itself

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
  if (fault.groups.empty()) return "partition into random halves";
  std::vector<std::string> groups;
  for (const auto& group : fault.groups) {
    groups.push_back(fmt::format("{}", fmt::join(group, ", ")));
  }
  return fmt::format("partition {}", fmt::join(groups, " | "));
}

std::string describe_link(const LinkFault& fault) {
  return fmt::format("link {} -> {}: {}", fault.ends.from, fault.ends.to,
                     fmt::join(clauses(fault.change), ", "));
}

std::string describe_flap(const FlapFault& fault) {
  const auto* partition = std::get_if<PartitionFault>(&fault.cut);
  return fmt::format("flap, {} down, {} up: {}", duration_text(fault.down), duration_text(fault.up),
                     partition != nullptr ? describe_partition(*partition)
                                          : describe_link(std::get<LinkFault>(fault.cut)));
}

std::string list_of(const std::vector<LinkPair>& links) {
  std::vector<std::string> texts;
  texts.reserve(links.size());
  for (const auto& [from, to] : links) texts.push_back(fmt::format("{} -> {}", from, to));
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string describe_clog(const ClogFault& fault) {
  if (fault.clogs.empty()) return fmt::format("clog {} -> {}", fault.ends.from, fault.ends.to);
  return fmt::format("clog {}; release {}", list_of(fault.clogs), list_of(fault.releases));
}

std::string describe_clock(const ClockFault& fault) {
  std::string text = fmt::format("clock of {}", fault.region);
  if (fault.offset) text += " offset " + duration_text(*fault.offset);
  if (fault.step) text += " step " + duration_text(*fault.step);
  if (fault.drift_ppm) text += fmt::format(" drift {}ppm", *fault.drift_ppm);
  if (fault.periodic) {
    text += fmt::format(" periodic {} in {}", duration_text(fault.periodic->amplitude),
                        duration_text(fault.periodic->period));
  }
  if (fault.noise_sd) text += " noisy by " + duration_text(*fault.noise_sd);
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
                        [](const LinkFault& f) { return describe_link(f); },
                        [](const FlapFault& f) { return describe_flap(f); },
                        [](const ClogFault& f) { return describe_clog(f); },
                        [](const PauseRegionFault& f) { return fmt::format("pause {}", f.region); },
                        [](const ClockFault& f) { return describe_clock(f); },
                        [](const KillFault& f) {
                          const bool power = f.mode == CrashMode::kLoseUnsynced;
                          return fmt::format("{} {}", power ? "power cut of" : "kill", f.region);
                        },
                        [](const SlowDiskFault& f) {
                          return fmt::format("slow disk of {}: {}", f.region,
                                             duration_text(f.delay));
                        },
                    },
                    fault.kind);
}

std::vector<RegionName> regions_of(const FaultSpec& fault) {
  std::vector<RegionName> regions;
  const auto add_groups = [&regions](const PartitionFault& f) {
    for (const auto& group : f.groups) {
      for (const RegionName& region : group) add_once(regions, region);
    }
  };
  const auto add_ends = [&regions](const LinkEnds& ends) {
    add_once(regions, ends.from);
    add_once(regions, ends.to);
  };
  const auto add = [&regions](const auto& f) { add_once(regions, f.region); };
  std::visit(Overloaded{
                 [&](const PartitionFault& f) { add_groups(f); },
                 [&](const LinkFault& f) { add_ends(f.ends); },
                 [&](const FlapFault& f) {
                   std::visit(Overloaded{[&](const PartitionFault& cut) { add_groups(cut); },
                                         [&](const LinkFault& cut) { add_ends(cut.ends); }},
                              f.cut);
                 },
                 [&](const ClogFault& f) {
                   add_ends(f.ends);
                   for (const auto& [from, to] : f.clogs) add_ends({from, to});
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
