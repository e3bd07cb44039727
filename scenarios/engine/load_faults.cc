#include <utility>

#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

using FaultKind = decltype(FaultSpec::kind);

bool has_any_setting(const LinkChange& change) {
  return change != LinkChange{};
}

FaultKind load_partition_fault(const YamlNode& node, const LoadContext& context) {
  return std::visit([](auto&& cut) -> FaultKind { return std::forward<decltype(cut)>(cut); },
                    load_partition(node, context));
}

FaultKind load_flap(const YamlNode& node, const LoadContext& context) {
  MapReader reader(&node, "flap", context.problems);
  FlapFault fault;
  if (const YamlNode* cut = reader.require("partition")) {
    fault.cut = load_partition(*cut, context);
  }
  if (reader.require("up") != nullptr) reader.read("up", fault.up, parse_positive_span);
  if (reader.require("down") != nullptr) reader.read("down", fault.down, parse_positive_span);
  reader.finish();
  return fault;
}

FaultKind load_clog(const YamlNode& node, const LoadContext& context) {
  if (node.kind == YamlNode::Kind::kScalar && node.text == "all") return ClogFault{};
  MapReader reader(&node, "clog", context.problems);
  ClogFault fault{.ends = load_link_ends(reader, context)};
  reader.finish();
  return fault;
}

FaultKind load_link(const YamlNode& node, const LoadContext& context) {
  MapReader reader(&node, "link", context.problems);
  LinkFault fault{load_link_ends(reader, context), load_link_change(reader, context)};
  reader.finish();
  if (!has_any_setting(fault.change)) {
    context.problems.add(node.where, "a link fault must change something, such as latency: 300ms");
  }
  return fault;
}

FaultKind load_pause(const YamlNode& node, const LoadContext& context) {
  if (node.kind == YamlNode::Kind::kScalar) {
    const Result<RegionName> region = context.region(node.text);
    if (!region) context.problems.add(node.where, "pause: " + region.error().message);
    return PauseRegionFault{region.value_or(RegionName())};
  }
  MapReader reader(&node, "pause", context.problems);
  LinkFault fault{load_link_ends(reader, context), {.paused = true}};
  reader.finish();
  return fault;
}

FaultKind load_loss(const YamlNode& node, const LoadContext& context) {
  MapReader reader(&node, "loss", context.problems);
  LinkFault fault{load_link_ends(reader, context), {}};
  if (reader.require("rate") != nullptr) reader.read("rate", fault.change.loss_ppm, parse_share);
  reader.finish();
  return fault;
}

void read_region(MapReader& reader, RegionName& region, const LoadContext& context) {
  if (reader.require("region") == nullptr) return;
  reader.read("region", region, [&](std::string_view text) { return context.region(text); });
}

FaultKind load_clock(const YamlNode& node, const LoadContext& context) {
  MapReader reader(&node, "clock", context.problems);
  ClockFault fault;
  read_region(reader, fault.region, context);
  reader.read("offset", fault.offset, parse_clock_shift);
  reader.read("step", fault.step, parse_clock_shift);
  reader.read("drift", fault.drift_ppm, parse_drift);
  fault.periodic = load_wave(reader);
  fault.noise_sd = load_noise(reader);
  reader.finish();
  const bool any =
      fault.offset || fault.step || fault.drift_ppm || fault.periodic || fault.noise_sd;
  if (!any) {
    context.problems.add(node.where,
                         "a clock fault needs one of offset, step, drift, periodic and noisy");
  }
  return fault;
}

FaultKind load_kill(const YamlNode& node, const LoadContext& context) {
  KillFault fault;
  if (node.kind == YamlNode::Kind::kMap) {
    MapReader reader(&node, "kill", context.problems);
    read_region(reader, fault.region, context);
    bool lose_unsynced = false;
    reader.read("lose_unsynced", lose_unsynced, parse_switch);
    if (lose_unsynced) fault.mode = CrashMode::kLoseUnsynced;
    reader.finish();
    return fault;
  }
  const Result<RegionName> region = context.region(node.text);
  if (!region) context.problems.add(node.where, "kill: " + region.error().message);
  fault.region = region.value_or(RegionName());
  return fault;
}

FaultKind load_slow_disk(const YamlNode& node, const LoadContext& context) {
  MapReader reader(&node, "slow_disk", context.problems);
  SlowDiskFault fault;
  read_region(reader, fault.region, context);
  if (reader.require("delay") != nullptr) reader.read("delay", fault.delay, parse_span);
  reader.finish();
  return fault;
}

struct Form {
  std::string_view key;
  FaultKind (*load)(const YamlNode&, const LoadContext&);
};
constexpr Form kForms[] = {{"partition", load_partition_fault},
                           {"flap", load_flap},
                           {"clog", load_clog},
                           {"link", load_link},
                           {"pause", load_pause},
                           {"loss", load_loss},
                           {"clock", load_clock},
                           {"kill", load_kill},
                           {"slow_disk", load_slow_disk}};

FaultSpec load_fault(const YamlNode& node, const LoadContext& context) {
  FaultSpec fault;
  MapReader reader(&node, "a fault", context.problems);
  if (reader.require("at") != nullptr) reader.read("at", fault.at, parse_span);
  reader.read("for", fault.lasts, parse_span);
  int kinds = 0;
  for (const Form& form : kForms) {
    const YamlNode* found = reader.find(form.key);
    if (found == nullptr) continue;
    ++kinds;
    fault.kind = form.load(*found, context);
  }
  reader.finish();
  if (kinds != 1) {
    context.problems.add(node.where,
                         fmt::format("a fault needs exactly one of partition, flap, clog, link, "
                                     "pause, loss, clock, kill and slow_disk ({} given)",
                                     kinds));
  }
  return fault;
}

}  // namespace

std::vector<FaultSpec> load_faults(MapReader& root, const LoadContext& context) {
  std::vector<FaultSpec> faults;
  const YamlNode* list = root.find("faults");
  if (list == nullptr) return faults;
  if (list->kind != YamlNode::Kind::kList && list->kind != YamlNode::Kind::kNull) {
    context.problems.add(list->where,
                         "faults must be a list, such as [{at: 8s, for: 5s, kill: eu-west-1}]");
  }
  for (const YamlNode& item : list->items) faults.push_back(load_fault(item, context));
  return faults;
}

}  // namespace lastwrite
