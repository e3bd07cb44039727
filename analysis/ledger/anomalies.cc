#include "analysis/ledger/anomalies.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace lastwrite {
namespace {

void count_conflicts(const Evidence& evidence, Anomalies& out) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const std::vector<RegionEvent>& events : evidence.history.events) {
    for (const RegionEvent& event : events) {
      if (event.kind == RegionEvent::Kind::kAccept || event.previous == kAbsent) continue;
      if (evidence.replicas.concurrent(event.version, event.previous)) {
        pairs.push_back(std::minmax(event.version, event.previous));
      }
    }
  }
  out.resolution_events = pairs.size();
  std::sort(pairs.begin(), pairs.end());
  out.conflict_pairs =
      static_cast<std::uint64_t>(std::unique(pairs.begin(), pairs.end()) - pairs.begin());
}

// One acknowledged write that was computed from something, if only from an item's absence.
struct Child {
  std::uint32_t item;
  std::uint32_t base;
  bool conditional;
  std::uint32_t region;
};

void count_family(const std::vector<Child>& family, Anomalies& out) {
  if (family.size() < 2) return;
  ++out.fork_points;
  std::set<std::uint32_t> regions;
  for (const Child& child : family) {
    if (child.conditional) regions.insert(child.region);
  }
  if (regions.size() > 1) ++out.double_cas;
}

void count_forks(const Evidence& evidence, Anomalies& out) {
  const History& history = evidence.history;
  std::vector<Child> children;
  for (const Operation& operation : history.operations) {
    if (!operation.acknowledged() || operation.version == kAbsent) continue;
    if (!evidence.lineage.is_derived(operation.version)) continue;
    const Version& version = history.versions[operation.version];
    children.push_back({version.item, evidence.lineage.base(operation.version), version.conditional,
                        version.region});
  }
  const auto same = [](const Child& c) { return std::pair(c.item, c.base); };
  std::sort(children.begin(), children.end(),
            [&](const Child& a, const Child& b) { return same(a) < same(b); });
  for (std::size_t begin = 0; begin < children.size();) {
    std::size_t end = begin;
    while (end < children.size() && same(children[end]) == same(children[begin])) ++end;
    count_family({children.begin() + static_cast<std::ptrdiff_t>(begin),
                  children.begin() + static_cast<std::ptrdiff_t>(end)},
                 out);
    begin = end;
  }
}

void count_winners(const History& history, const Ledger& ledger, Anomalies& out) {
  std::vector<std::uint32_t> last(history.items.size(), kAbsent);
  for (const Operation& operation : history.operations) {
    if (!operation.acknowledged() || operation.version == kAbsent) continue;
    const Version& version = history.versions[operation.version];
    if (ledger.versions[operation.version].flags.aba) ++out.aba;
    if (ledger.versions[operation.version].flags.disjoint_attributes) ++out.disjoint_losses;
    std::uint32_t& best = last[version.item];
    if (best == kAbsent || history.versions[best].accepted_at < version.accepted_at) {
      best = operation.version;
    }
  }
  for (std::uint32_t item = 0; item < last.size(); ++item) {
    if (last[item] == kAbsent || !ledger.finals[item].agreed) continue;
    ++out.items_written;
    if (last[item] != ledger.finals[item].version) ++out.wrong_winners;
  }
}

}  // namespace

Anomalies count_anomalies(const Evidence& evidence, const Ledger& ledger) {
  Anomalies out;
  count_conflicts(evidence, out);
  count_forks(evidence, out);
  count_winners(evidence.history, ledger, out);
  return out;
}

std::optional<std::int64_t> counter_drift(const History& history, const Ledger& ledger) {
  if (!ledger.converged) return std::nullopt;
  std::vector<std::int64_t> expected(history.items.size(), 0);
  std::vector<bool> counts(history.items.size(), false);
  for (const Operation& operation : history.operations) {
    if (!operation.acknowledged() || operation.increment == 0) continue;
    expected[operation.item] += operation.increment;
    counts[operation.item] = true;
  }
  std::optional<std::int64_t> drift;
  for (std::uint32_t item = 0; item < expected.size(); ++item) {
    if (!counts[item]) continue;
    drift = drift.value_or(0) + expected[item] - ledger.finals[item].counter.value_or(0);
  }
  return drift;
}

}  // namespace lastwrite
