#include "analysis/staleness/exposure.h"

#include <algorithm>
#include <utility>

#include "analysis/lag/percentile.h"
#include "analysis/ledger/phases.h"
#include "analysis/staleness/interval_set.h"

namespace lastwrite {
namespace {

// The versions in an order in which every one stands before what it was computed from. Those on a
// cycle of bases, which no real run has, are left out.
std::vector<std::uint32_t> derived_first(const Lineage& lineage, std::size_t count) {
  std::vector<std::uint32_t> children(count, 0);
  for (std::uint32_t v = 0; v < count; ++v) {
    if (lineage.base(v) != kAbsent) ++children[lineage.base(v)];
  }
  std::vector<std::uint32_t> order;
  order.reserve(count);
  for (std::uint32_t v = 0; v < count; ++v) {
    if (children[v] == 0) order.push_back(v);
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    const std::uint32_t base = lineage.base(order[next]);
    if (base != kAbsent && --children[base] == 0) order.push_back(base);
  }
  return order;
}

class ExposureWalk {
 public:
  ExposureWalk(const Evidence& evidence, const ReplicaTimelines& timelines)
      : evidence_(evidence),
        out_(evidence.history.versions.size()),
        held_(evidence.history.versions.size()) {
    collect_holdings(timelines);
    for (const Operation& operation : evidence.history.operations) {
      const bool read = operation.is_read() && operation.outcome == Outcome::kOk;
      if (read && operation.version != kAbsent) ++out_[operation.version].reads;
    }
  }

  std::vector<VersionExposure> run() && {
    for (const std::uint32_t v : derived_first(evidence_.lineage, out_.size())) {
      out_[v].visible = held_[v].length();
      const std::uint32_t base = evidence_.lineage.base(v);
      if (base != kAbsent) {
        out_[base].reads += out_[v].reads;
        if (held_[base].pieces() < held_[v].pieces()) std::swap(held_[base], held_[v]);
        held_[base].add_all(held_[v]);
      }
      held_[v] = IntervalSet();
    }
    return std::move(out_);
  }

 private:
  void collect_holdings(const ReplicaTimelines& timelines) {
    const History& history = evidence_.history;
    for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
      for (std::uint32_t item = 0; item < history.items.size(); ++item) {
        const std::vector<Holding>& holdings = timelines.of(region, item);
        for (std::size_t i = 0; i < holdings.size(); ++i) {
          const bool last = i + 1 == holdings.size();
          held_[holdings[i].version].add(holdings[i].from,
                                         last ? timelines.end_of(region) : holdings[i + 1].from);
        }
      }
    }
  }

  const Evidence& evidence_;
  std::vector<VersionExposure> out_;
  std::vector<IntervalSet> held_;  // by version: itself and all below it that are done
};

}  // namespace

std::vector<VersionExposure> expose_versions(const Evidence& evidence,
                                             const ReplicaTimelines& timelines) {
  return ExposureWalk(evidence, timelines).run();
}

Exposure summarise_exposure(const Evidence& evidence, const Ledger& ledger,
                            const std::vector<VersionExposure>& versions) {
  Exposure out;
  const History& history = evidence.history;
  const std::optional<Window> window = measure_window(history);
  if (!window) return out;
  std::vector<Duration> sorted;
  for (std::uint32_t o = 0; o < history.operations.size(); ++o) {
    const Operation& operation = history.operations[o];
    if (!operation.acknowledged() || !is_lost(ledger.operations[o])) continue;
    if (operation.version == kAbsent || !window->contains(operation.intended)) continue;
    const VersionExposure& version = versions[operation.version];
    ++out.lost;
    out.never_visible += version.visible == Duration(0) ? 1 : 0;
    out.read += version.reads > 0 ? 1 : 0;
    out.reads += version.reads;
    out.total += version.visible;
    sorted.push_back(version.visible);
  }
  std::sort(sorted.begin(), sorted.end());
  out.p50 = percentile(sorted, 0.50);
  out.p90 = percentile(sorted, 0.90);
  out.p99 = percentile(sorted, 0.99);
  if (!sorted.empty()) out.max = sorted.back();
  return out;
}

}  // namespace lastwrite
