#include "analysis/ledger/tally.h"

#include <algorithm>
#include <set>

#include "analysis/ledger/logical_items.h"
#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

// Counts of one share, by region and key.
class Share {
 public:
  Share(std::size_t regions, std::size_t items)
      : by_region_(regions, std::vector<ClusterCount>(items)), all_(items) {}

  void add(std::uint32_t region, std::uint32_t item, bool hit) {
    for (ClusterCount* count : {&by_region_[region][item], &all_[item]}) {
      ++count->trials;
      if (hit) ++count->hits;
    }
  }
  Interval of(std::uint32_t region) const { return share_interval(by_region_[region]); }
  Interval all() const { return share_interval(all_); }

 private:
  std::vector<std::vector<ClusterCount>> by_region_;
  std::vector<ClusterCount> all_;
};

class Counter {
 public:
  Counter(const Evidence& evidence, const Ledger& ledger, const Rivals& rivals)
      : history_(evidence.history),
        ledger_(ledger),
        rivals_(rivals),
        keys_(logical_items(history_)),
        lost_(history_.regions.size(), history_.items.size()),
        loses_(lost_),
        rival_(lost_),
        stillborn_(lost_) {
    out_.regions.resize(history_.regions.size());
  }

  Tally run() && {
    if (const std::optional<Window> window = measure_window(history_)) {
      for (std::uint32_t o = 0; o < history_.operations.size(); ++o) {
        if (window->contains(history_.operations[o].intended)) take(o);
      }
    }
    out_.attempted = tasks_.size();
    std::sort(out_.latencies.begin(), out_.latencies.end());
    finish_shares();
    return std::move(out_);
  }

 private:
  void take(std::uint32_t index) {
    const Operation& operation = history_.operations[index];
    const Fate fate = ledger_.operations[index];
    tasks_.insert(operation.task);
    if (operation.task_done && operation.outcome != Outcome::kOk) ++out_.gave_up;
    if (!operation.is_write()) {
      // A plain read: a task that ends with what it read.
      if (operation.task_done && operation.outcome == Outcome::kOk) tasks_.erase(operation.task);
      return;
    }
    if (operation.bookkeeping) return;
    ++out_.requests;
    if (operation.condition_failed) ++out_.condition_failures;
    if (operation.outcome == Outcome::kUnknown) ++out_.unknown;
    if (fate == Fate::kRecovered) ++out_.recovered;
    if (operation.acknowledged()) take_acknowledged(operation, fate);
  }

  void take_acknowledged(const Operation& operation, Fate fate) {
    ++out_.acknowledged;
    ++out_.fates[static_cast<std::size_t>(fate)];
    if (operation.completed) out_.latencies.push_back(*operation.completed - operation.intended);
    const std::uint32_t v = operation.version;
    const bool accepted = v != kAbsent && history_.versions[v].accepted;
    const std::uint32_t region = accepted ? history_.versions[v].region : operation.target_region;
    ++out_.regions[region].fates[static_cast<std::size_t>(fate)];
    const std::uint32_t key = keys_[operation.item];
    lost_.add(region, key, is_lost(fate));
    if (!accepted) return;
    loses_.add(region, key, rivals_.newer[v]);
    rival_.add(region, key, rivals_.any[v]);
    stillborn_.add(region, key, !history_.versions[v].installed);
  }

  void finish_shares() {
    out_.lost = lost_.all();
    out_.concurrent_loss = loses_.all();
    out_.rival = rival_.all();
    for (std::uint32_t region = 0; region < out_.regions.size(); ++region) {
      RegionTally& row = out_.regions[region];
      row.lost = lost_.of(region);
      row.concurrent_loss = loses_.of(region);
      row.rival = rival_.of(region);
      row.stillborn = stillborn_.of(region);
    }
  }

  const History& history_;
  const Ledger& ledger_;
  const Rivals& rivals_;
  const std::vector<std::uint32_t> keys_;  // by item: writes of one key share their luck
  Share lost_;
  Share loses_;
  Share rival_;
  Share stillborn_;
  std::set<std::uint64_t> tasks_;
  Tally out_;
};

}  // namespace

std::uint64_t Tally::lost_total() const {
  std::uint64_t total = 0;
  for (const Fate fate : kAllFates) total += is_lost(fate) ? count(fate) : 0;
  return total;
}

Tally tally(const Evidence& evidence, const Ledger& ledger, const Rivals& rivals) {
  Tally out = Counter(evidence, ledger, rivals).run();
  out.anomalies = count_anomalies(evidence, ledger);
  out.counter_drift = counter_drift(evidence.history, ledger);
  return out;
}

}  // namespace lastwrite
