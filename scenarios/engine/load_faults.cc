#include <algorithm>
#include <functional>

#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

using FaultKind = decltype(FaultSpec::kind);

bool has_any_setting(const LinkChange& change) {
  return change != LinkChange{};
}

FaultKind load_groups(const YamlNode& node, const LoadContext& context) {
  PartitionFault fault;
  std::vector<RegionName> seen;
  for (const YamlNode& group : node.items) {
    fault.groups.emplace_back();
    if (group.kind != YamlNode::Kind::kList || group.items.empty()) {
      context.problems.add(group.where,
                           "each side of a partition must be a list of regions, such as "
                           "[[eu-west-1], [us-east-1]]");
    }
    for (const YamlNode& item : group.items) {
      const Result<RegionName> region = context.region(item.text);
      if (!region) {
        context.problems.add(item.where, "partition: " + region.error().message);
      } else if (std::find(seen.begin(), seen.end(), *region) != seen.end()) {
        context.problems.add(item.where, fmt::format("region '{}' is on two sides", *region));
      } else {
        seen.push_back(*region);
        fault.groups.back().push_back(*region);
      }
    }
  }
  if (fault.groups.size() < 2) {
    context.problems.add(node.where,
                         "a partition needs two sides, such as [[eu-west-1], [us-east-1]]");
  }
  return fault;
}

FaultKind load_partition(const YamlNode& node, const LoadContext& context) {
  if (node.kind == YamlNode::Kind::kList) return load_groups(node, context);
  MapReader reader(&node, "partition", context.problems);
  LinkFault fault{load_link_ends(reader, context), {.partitioned = true}};
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
  reader.read("offset", fault.offset, parse_duration);
  reader.read("step", fault.step, parse_duration);
  reader.read("drift", fault.drift_ppm, parse_drift);
  reader.finish();
  if (!fault.offset && !fault.step && !fault.drift_ppm) {
    context.problems.add(node.where, "a clock fault needs one of offset, step and drift");
  }
  return fault;
}

FaultKind load_kill(const YamlNode& node, const LoadContext& context) {
  const Result<RegionName> region = context.region(node.text);
  if (!region) context.problems.add(node.where, "kill: " + region.error().message);
  return KillFault{region.value_or(RegionName())};
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
constexpr Form kForms[] = {{"partition", load_partition}, {"link", load_link},
                           {"pause", load_pause},         {"loss", load_loss},
                           {"clock", load_clock},         {"kill", load_kill},
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
                         fmt::format("a fault needs exactly one of partition, link, pause, "
                                     "loss, clock, kill and slow_disk ({} given)",
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
