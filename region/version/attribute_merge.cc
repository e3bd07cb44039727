#include "region/version/attribute_merge.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lastwrite {
namespace {

class Merger {
 public:
  Merger(const std::optional<AttributeState>& stored, const Item& key, ConflictRule rule)
      : key_(key), rule_(rule) {
    if (!stored) return;
    version_ = stored->version;
    stamps_ = stored->attributes;
    if (stored->item) item_ = *stored->item;
  }

  AttributeMerge merge(const AttributeState& incoming) && {
    if (incoming.attributes.removed_before) remove_before(*incoming.attributes.removed_before);
    for (const auto& [name, stamp] : incoming.attributes.stamps) set(name, stamp, incoming.item);
    const Decision of_version = rule_(version_, incoming.version);
    if (of_version == Decision::kInstall) version_ = incoming.version;
    note(of_version);
    return std::move(*this).finish(of_version);
  }

 private:
  void remove_before(const Stamp& stamp) {
    const std::optional<Stamp> before = stamps_.removed_before;
    const Decision decision = rule_(before, stamp);
    note(decision);
    effects_.push_back({"", stamp, before, decision == Decision::kInstall, false});
    if (decision == Decision::kInstall) stamps_.removed_before = stamp;
    for (auto at = stamps_.stamps.begin(); at != stamps_.stamps.end();) {
      const bool older = rule_(at->second, stamp) == Decision::kInstall;
      effects_.push_back({at->first, stamp, at->second, older, false});
      if (older) item_.erase(at->first);
      at = older ? stamps_.stamps.erase(at) : std::next(at);
    }
  }

  void set(const std::string& name, const Stamp& stamp, const std::optional<Item>& from) {
    const auto held = stamps_.stamps.find(name);
    const std::optional<Stamp> before =
        held == stamps_.stamps.end() ? stamps_.removed_before : std::optional(held->second);
    const Decision decision = rule_(before, stamp);
    note(decision);
    effects_.push_back({name, stamp, before, decision == Decision::kInstall, false});
    if (decision != Decision::kInstall) return;
    stamps_.stamps.insert_or_assign(name, stamp);
    item_.erase(name);
    if (!from) return;
    if (const auto value = from->find(name); value != from->end()) item_.insert(*value);
  }

  void note(Decision decision) { taken_ = taken_ || decision == Decision::kInstall; }

  AttributeMerge finish(Decision of_version) && {
    AttributeMerge out;
    out.effects = std::move(effects_);
    out.state.version = *version_;
    out.state.attributes = std::move(stamps_);
    const std::optional<Stamp>& removed = out.state.attributes.removed_before;
    if (!removed || *removed < *version_) {
      item_.insert(key_.begin(), key_.end());
      out.state.item = std::move(item_);
    }
    if (!taken_) out.decision = of_version;
    return out;
  }

  const Item& key_;
  const ConflictRule rule_;
  std::optional<Stamp> version_;
  Item item_;
  AttributeStamps stamps_;
  std::vector<AttributeEffect> effects_;
  bool taken_ = false;
};

}  // namespace

AttributeState as_attributes(const Stamp& version, std::optional<Item> item, const Item& key) {
  AttributeState state{version, std::move(item), {}};
  if (!state.item) {
    state.attributes.removed_before = version;
    return state;
  }
  for (const auto& [name, value] : *state.item) {
    if (!key.contains(name)) state.attributes.stamps.emplace(name, version);
  }
  return state;
}

AttributeMerge merge_attributes(const std::optional<AttributeState>& stored,
                                const AttributeState& incoming, const Item& key,
                                ConflictRule rule) {
  return Merger(stored, key, rule).merge(incoming);
}

std::vector<std::string> differing_attributes(const std::optional<Item>& before,
                                              const std::optional<Item>& after, const Item& key) {
  static const Item kNothing;
  const Item& old_item = before ? *before : kNothing;
  const Item& new_item = after ? *after : kNothing;
  std::set<std::string> names;
  for (const auto& [name, value] : old_item) {
    const auto now = new_item.find(name);
    if (now == new_item.end() || !(now->second == value)) names.insert(name);
  }
  for (const auto& [name, value] : new_item) {
    if (!old_item.contains(name)) names.insert(name);
  }
  std::erase_if(names, [&](const std::string& name) { return key.contains(name); });
  return {names.begin(), names.end()};
}

}  // namespace lastwrite
