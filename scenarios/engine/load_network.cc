#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/network_preset.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

void apply_everywhere(LinkMap& links, const LinkEnds& ends, const LinkChange& change) {
  for (auto& [pair, link] : links) {
    if (ends.match(pair.first, pair.second)) link = changed(link, change);
  }
}

void load_links(const YamlNode* list, LinkMap& links, const LoadContext& context) {
  if (list == nullptr) return;
  if (list->kind != YamlNode::Kind::kList) {
    context.problems.add(
        list->where,
        "links must be a list, such as [{from: us-east-1, to: eu-west-1, latency: 80ms}]");
  }
  for (const YamlNode& item : list->items) {
    MapReader reader(&item, "a link", context.problems);
    const LinkEnds ends = load_link_ends(reader, context);
    const LinkChange change = load_link_change(reader, context);
    reader.finish();
    apply_everywhere(links, ends, change);
  }
}

}  // namespace

LinkEnds load_link_ends(MapReader& reader, const LoadContext& context) {
  LinkEnds ends;
  const auto parse = [&](std::string_view text) { return context.region_or_any(text); };
  if (reader.require("from") != nullptr) reader.read("from", ends.from, parse);
  if (reader.require("to") != nullptr) reader.read("to", ends.to, parse);
  if (ends.from == ends.to && ends.from.text != "*") {
    reader.problems().add(reader.where(),
                          fmt::format("a link joins two different regions, not {} with "
                                      "itself",
                                      ends.from));
  }
  return ends;
}

LinkChange load_link_change(MapReader& reader, const LoadContext& context) {
  LinkChange change;
  const auto distribution = [&](std::string_view text) { return context.distribution(text); };
  reader.read("latency", change.latency, distribution);
  reader.read("pipeline", change.pipeline, distribution);
  reader.read("jitter", change.jitter, parse_span);
  reader.read("loss", change.loss_ppm, parse_share);
  reader.read("retransmit", change.retransmit, parse_span);
  reader.read("duplicate", change.duplicate_ppm, parse_share);
  reader.read("reorder", change.reorder_ppm, parse_share);
  reader.read("bandwidth", change.bytes_per_second, parse_bandwidth);
  return change;
}

LinkMap load_network(MapReader& root, const LoadContext& context) {
  const YamlNode* node = root.find("network");
  MapReader reader(node, "network", context.problems);
  const YamlNode* preset_node = reader.find("preset");
  const std::string preset = reader.text("preset").value_or("none");
  Result<LinkMap> links = preset_links(preset, context.regions);
  if (!links) {
    context.problems.add(preset_node->where, links.error().message);
    links = *preset_links("none", context.regions);
  }
  apply_everywhere(*links, LinkEnds{}, load_link_change(reader, context));
  load_links(reader.find("links"), *links, context);
  reader.finish();
  return *std::move(links);
}

}  // namespace lastwrite
