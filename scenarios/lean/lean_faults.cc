#include "scenarios/lean/lean_faults.h"

#include <algorithm>

namespace lastwrite {
namespace {

// The side of the partition that a region is on; -1: on none.
int side_of(const PartitionFault& fault, const RegionName& region) {
  for (std::size_t i = 0; i < fault.groups.size(); ++i) {
    const auto& group = fault.groups[i];
    if (std::find(group.begin(), group.end(), region) != group.end()) return static_cast<int>(i);
  }
  return -1;
}

std::vector<LinkPair> cut_by(const PartitionFault& fault, const LinkTable& links) {
  std::vector<LinkPair> cut = links.matching(LinkEnds{});
  std::erase_if(cut, [&](const LinkPair& pair) {
    const int from = side_of(fault, pair.first);
    const int to = side_of(fault, pair.second);
    return from < 0 || to < 0 || from == to;
  });
  return cut;
}

}  // namespace

LeanFaults::LeanFaults(const Scenario& scenario, Parts parts)
    : scenario_(scenario), parts_(parts), links_(scenario.links) {
  const std::int64_t start = scenario.warm_up.count();
  const std::int64_t stop = start + scenario.duration.count();
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const FaultSpec& fault = scenario.faults[i];
    const std::int64_t begins = start + fault.at.count();
    if (begins >= stop) continue;
    const std::int64_t ends = fault.lasts ? begins + fault.lasts->count() : stop;
    changes_.push_back({begins, i, true});
    changes_.push_back({std::min(ends, stop), i, false});
  }
  std::stable_sort(changes_.begin(), changes_.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
}

void LeanFaults::change(std::int64_t now) {
  for (; at_ < changes_.size() && changes_[at_].at <= now; ++at_) {
    const Change& due = changes_[at_];
    if (due.begins) {
      begin(due.fault);
    } else {
      end(due.fault);
      parts_.ledger.fault_ended(TrueTime{now});
    }
  }
  parts_.regions.reconnect_healed();
}

void LeanFaults::begin(std::size_t fault) {
  const auto& kind = scenario_.faults[fault].kind;
  if (const auto* partition = std::get_if<PartitionFault>(&kind)) {
    active_[fault] = links_.begin(cut_by(*partition, links_), {.partitioned = true});
  } else if (const auto* link = std::get_if<LinkFault>(&kind)) {
    active_[fault] = links_.begin(links_.matching(link->ends), link->change);
  }
  send_links();
}

void LeanFaults::end(std::size_t fault) {
  links_.end(active_.at(fault));
  active_.erase(fault);
  send_links();
}

void LeanFaults::send_links() {
  std::vector<LeanLinkNow> changes;
  for (const auto& [from, to] : links_.take_changed()) {
    changes.push_back({index_of(from), index_of(to), links_.now(from, to)});
  }
  parts_.regions.set_links(changes);
  parts_.network.set_links(changes);
}

std::uint32_t LeanFaults::index_of(const RegionName& region) const {
  const std::vector<RegionName>& all = scenario_.regions;
  return static_cast<std::uint32_t>(std::find(all.begin(), all.end(), region) - all.begin());
}

}  // namespace lastwrite
