// The forms of a partition: groups, one region against the rest, random halves, one direction.
#include <algorithm>

#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

constexpr std::string_view kIsolate = "isolate ";

class GroupLoader {
 public:
  GroupLoader(const YamlNode& node, const LoadContext& context) : node_(node), context_(context) {}

  PartitionFault load() {
    for (const YamlNode& group : node_.items) load_group(group);
    if (fault_.groups.size() < 2) {
      context_.problems.add(node_.where,
                            "a partition needs two sides, such as [[eu-west-1], [us-east-1]]");
    }
    return std::move(fault_);
  }

 private:
  void load_group(const YamlNode& group) {
    fault_.groups.emplace_back();
    if (group.kind != YamlNode::Kind::kList || group.items.empty()) {
      context_.problems.add(group.where,
                            "each side of a partition must be a list of regions, such as "
                            "[[eu-west-1], [us-east-1]]");
    }
    for (const YamlNode& item : group.items) load_member(item);
  }

  void load_member(const YamlNode& item) {
    const Result<RegionName> region = context_.region(item.text);
    if (!region) {
      context_.problems.add(item.where, "partition: " + region.error().message);
    } else if (std::find(seen_.begin(), seen_.end(), *region) != seen_.end()) {
      context_.problems.add(item.where, fmt::format("region '{}' is on two sides", *region));
    } else {
      seen_.push_back(*region);
      fault_.groups.back().push_back(*region);
    }
  }

  const YamlNode& node_;
  const LoadContext& context_;
  PartitionFault fault_;
  std::vector<RegionName> seen_;
};

// False (and a problem) where the scenario has a single region.
bool can_be_divided(const YamlNode& node, const LoadContext& context) {
  if (context.regions.size() >= 2) return true;
  context.problems.add(node.where, "a partition needs two regions: this scenario has one");
  return false;
}

PartitionFault isolated(const RegionName& region, const YamlNode& node,
                        const LoadContext& context) {
  PartitionFault fault;
  if (!can_be_divided(node, context)) return fault;
  fault.groups = {{region}, {}};
  for (const RegionName& other : context.regions) {
    if (other != region) fault.groups[1].push_back(other);
  }
  return fault;
}

PartitionFault load_isolate(const YamlNode& node, const LoadContext& context) {
  if (!node.text.starts_with(kIsolate)) {
    context.problems.add(node.where,
                         fmt::format("'{}' is not a partition: use isolate eu-west-1, two sides "
                                     "such as [[eu-west-1], [us-east-1]], {{uniform: true}} or "
                                     "{{from: eu-west-1, to: us-east-1}}",
                                     node.text));
    return {};
  }
  const Result<RegionName> region =
      context.region(std::string_view(node.text).substr(kIsolate.size()));
  if (region) return isolated(*region, node, context);
  context.problems.add(node.where, "partition: " + region.error().message);
  return {};
}

PartitionFault load_uniform(const YamlNode& node, MapReader& reader, const LoadContext& context) {
  PartitionFault fault;
  reader.read("uniform", fault.uniform, parse_switch);
  if (!fault.uniform) {
    context.problems.add(node.where, "uniform must be true: leave it out for another partition");
  }
  can_be_divided(node, context);
  return fault;
}

}  // namespace

PartitionCut load_partition(const YamlNode& node, const LoadContext& context) {
  if (node.kind == YamlNode::Kind::kList) return GroupLoader(node, context).load();
  if (node.kind == YamlNode::Kind::kScalar) return load_isolate(node, context);
  MapReader reader(&node, "partition", context.problems);
  PartitionCut cut;
  if (reader.find("uniform") != nullptr) {
    cut = load_uniform(node, reader, context);
  } else {
    cut = LinkFault{load_link_ends(reader, context), {.partitioned = true}};
  }
  reader.finish();
  return cut;
}

}  // namespace lastwrite
