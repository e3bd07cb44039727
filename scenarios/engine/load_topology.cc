// Regions, table and clocks.
#include <algorithm>

#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

Result<KeyType> parse_key_type(std::string_view text) {
  if (text == "S") return KeyType::kString;
  if (text == "N") return KeyType::kNumber;
  if (text == "B") return KeyType::kBinary;
  return fail(ErrorCode::kUsage, "'{}' is not a key type: use S, N or B", text);
}

// The attributes that strategies write; a key must not collide with them.
constexpr std::string_view kReserved[] = {"count",  "version", "etag",  "token",  "ttl",
                                          "writer", "payload", "owner", "expires"};

KeySchema load_key(const YamlNode& node, Problems& problems) {
  KeySchema schema;
  if (node.kind != YamlNode::Kind::kMap || node.entries.empty() || node.entries.size() > 2) {
    problems.add(node.where, "key must be a map of one or two attributes, such as {orderId: S}");
    return schema;
  }
  std::vector<KeyAttribute> attributes;
  for (const YamlNode::Entry& entry : node.entries) {
    const Result<KeyType> type = parse_key_type(entry.value.text);
    if (!type) problems.add(entry.where, entry.key + ": " + type.error().message);
    if (std::find(std::begin(kReserved), std::end(kReserved), entry.key) != std::end(kReserved)) {
      problems.add(entry.where,
                   fmt::format("'{}' cannot be a key: strategies write an attribute of "
                               "that name",
                               entry.key));
    }
    attributes.push_back({entry.key, type.value_or(KeyType::kString)});
  }
  schema.partition = attributes.front();
  if (attributes.size() == 2) schema.sort = attributes.back();
  return schema;
}

void load_clock(const YamlNode::Entry& entry, const LoadContext& context,
                std::map<RegionName, ClockSkew>& clocks) {
  const Result<RegionName> region = context.region(entry.key);
  if (!region) return context.problems.add(entry.where, "clocks: " + region.error().message);
  MapReader reader(&entry.value, "the clock of " + entry.key, context.problems);
  ClockSkew& skew = clocks[*region];
  reader.read("offset", skew.offset, parse_clock_shift);
  reader.read("drift", skew.drift_ppm, parse_drift);
  skew.periodic = load_wave(reader).value_or(ClockWave{});
  skew.noise_sd = load_noise(reader).value_or(Duration(0));
  reader.finish();
}

}  // namespace

std::vector<RegionName> load_regions(MapReader& root, Problems& problems) {
  std::vector<RegionName> regions;
  const YamlNode* list = root.require("regions");
  if (list == nullptr) return regions;
  if (list->kind != YamlNode::Kind::kList || list->items.empty() ||
      list->items.size() > kRegionsMax) {
    problems.add(
        list->where,
        fmt::format("regions must be a list of 1 to {} names, such as [us-east-1, eu-west-1]{}",
                    kRegionsMax,
                    list->kind != YamlNode::Kind::kList
                        ? ""
                        : fmt::format(" ({} given)", list->items.size())));
    return regions;
  }
  for (const YamlNode& item : list->items) {
    const Result<RegionName> name = parse_region_name(item.text);
    if (!name) {
      problems.add(item.where, name.error().message);
    } else if (std::find(regions.begin(), regions.end(), *name) != regions.end()) {
      problems.add(item.where, fmt::format("region '{}' is listed twice", *name));
    } else {
      regions.push_back(*name);
    }
  }
  return regions;
}

TableSpec load_table(MapReader& root, Problems& problems) {
  TableSpec table;
  const YamlNode* node = root.require("table");
  if (node == nullptr) return table;
  MapReader reader(node, "table", problems);
  if (reader.require("name") != nullptr) reader.read("name", table.name, parse_table_name);
  if (const YamlNode* key = reader.require("key")) table.key = load_key(*key, problems);
  reader.finish();
  return table;
}

std::map<RegionName, ClockSkew> load_clocks(MapReader& root, const LoadContext& context) {
  std::map<RegionName, ClockSkew> clocks;
  for (const RegionName& region : context.regions) clocks[region] = {};
  const YamlNode* node = root.find("clocks");
  if (node == nullptr) return clocks;
  if (node->kind != YamlNode::Kind::kMap) {
    context.problems.add(node->where, "clocks must be a map, such as {eu-west-1: {offset: 30ms}}");
  }
  for (const YamlNode::Entry& entry : node->entries) load_clock(entry, context, clocks);
  return clocks;
}

}  // namespace lastwrite
