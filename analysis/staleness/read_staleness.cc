#include "analysis/staleness/read_staleness.h"

#include <algorithm>
#include <cmath>

#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

// Counts what was acknowledged of one item, by place in stamp order.
class Acknowledged {
 public:
  void reserve(std::size_t places) { tree_.assign(places + 1, 0); }

  void add(std::size_t place) {
    ++total_;
    for (std::size_t i = place + 1; i < tree_.size(); i += i & (~i + 1)) ++tree_[i];
  }
  /// Of places from `place` on.
  std::uint32_t from(std::size_t place) const {
    std::uint32_t below = 0;
    for (std::size_t i = place; i > 0; i -= i & (~i + 1)) below += tree_[i];
    return total_ - below;
  }

 private:
  std::uint32_t total_ = 0;
  std::vector<std::uint32_t> tree_;
};

// Each version's place among those of its item, in stamp order.
std::vector<std::uint32_t> places(const History& history, std::vector<Acknowledged>& items) {
  std::vector<std::vector<std::uint32_t>> by_item(history.items.size());
  for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
    by_item[history.versions[v].item].push_back(v);
  }
  std::vector<std::uint32_t> place(history.versions.size());
  for (std::uint32_t item = 0; item < by_item.size(); ++item) {
    std::vector<std::uint32_t>& versions = by_item[item];
    std::sort(versions.begin(), versions.end(), [&](std::uint32_t a, std::uint32_t b) {
      return history.versions[a].stamp < history.versions[b].stamp;
    });
    for (std::uint32_t i = 0; i < versions.size(); ++i) place[versions[i]] = i;
    items[item].reserve(versions.size());
  }
  return place;
}

std::optional<std::uint64_t> quantile(const std::vector<std::uint32_t>& sorted, double p) {
  const auto n = static_cast<double>(sorted.size());
  if (n * (1 - p) < 10 - 1e-9) return std::nullopt;
  const auto rank = static_cast<std::size_t>(std::ceil(n * p));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace

std::vector<std::optional<std::uint32_t>> staleness_of_reads(const History& history) {
  std::vector<std::optional<std::uint32_t>> k(history.operations.size());
  std::vector<Acknowledged> items(history.items.size());
  const std::vector<std::uint32_t> place = places(history, items);
  for (const ClientStep& step : history.steps) {
    const Operation& operation = history.operations[step.operation];
    if (operation.outcome != Outcome::kOk) continue;
    Acknowledged& item = items[operation.item];
    if (step.begins && operation.is_read()) {
      const bool found = operation.version != kAbsent;
      k[step.operation] = item.from(found ? place[operation.version] + 1 : 0);
    } else if (!step.begins && operation.acknowledged() && operation.version != kAbsent) {
      item.add(place[operation.version]);
    }
  }
  return k;
}

ReadStaleness summarise_reads(const History& history,
                              const std::vector<std::optional<std::uint32_t>>& k) {
  ReadStaleness out;
  const std::optional<Window> window = measure_window(history);
  if (!window) return out;
  std::vector<ClusterCount> items(history.items.size());
  std::vector<std::uint32_t> sorted;
  double sum = 0;
  for (std::uint32_t o = 0; o < history.operations.size(); ++o) {
    if (!k[o] || !window->contains(history.operations[o].intended)) continue;
    ClusterCount& count = items[history.operations[o].item];
    ++count.trials;
    count.hits += *k[o] > 0 ? 1 : 0;
    sum += *k[o];
    sorted.push_back(*k[o]);
  }
  if (sorted.empty()) return out;
  std::sort(sorted.begin(), sorted.end());
  out.stale = share_interval(items);
  out.mean = sum / static_cast<double>(sorted.size());
  out.p50 = quantile(sorted, 0.50);
  out.p90 = quantile(sorted, 0.90);
  out.p99 = quantile(sorted, 0.99);
  out.max = sorted.back();
  return out;
}

}  // namespace lastwrite
