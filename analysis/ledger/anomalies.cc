#include "analysis/ledger/anomalies.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/ledger/logical_items.h"
#include "analysis/ledger/transactions.h"

namespace lastwrite {
namespace {

// A version of a strategy's own bookkeeping: no part of the workload.
bool is_bookkeeping(const History& history, std::uint32_t version) {
  const std::uint32_t operation = history.versions[version].operation;
  return operation != kAbsent && history.operations[operation].bookkeeping;
}

// Two regions that delete the same item at once, for its time is up, want the same.
bool both_expired(const History& history, const RegionEvent& event) {
  return history.versions[event.version].expired && history.versions[event.previous].expired;
}

void count_conflicts(const Evidence& evidence, Anomalies& out) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const std::vector<RegionEvent>& events : evidence.history.events) {
    for (const RegionEvent& event : events) {
      if (event.kind == RegionEvent::Kind::kAccept || event.previous == kAbsent) continue;
      if (is_bookkeeping(evidence.history, event.version)) continue;
      if (both_expired(evidence.history, event)) continue;
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
    if (!operation.counts() || operation.version == kAbsent) continue;
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

// The last acknowledged write, or the end of its life.
bool is_right(const History& history, const Ledger& ledger, std::uint32_t last,
              std::uint32_t final) {
  if (final == last) return true;
  return final != kAbsent && history.versions[final].expired &&
         is_superseded(ledger.versions[last].fate);
}

// A key has a wrong winner if one of its items has. `last`: by item, its last acknowledged write.
void count_keys(const History& history, const Ledger& ledger,
                const std::vector<std::uint32_t>& last, Anomalies& out) {
  struct Key {
    bool written = false;
    bool agreed = true;
    bool wrong = false;
  };
  const std::vector<std::uint32_t> logical = logical_items(history);
  std::vector<Key> keys(history.items.size());
  for (std::uint32_t item = 0; item < last.size(); ++item) {
    if (last[item] == kAbsent) continue;
    Key& key = keys[logical[item]];
    key.written = true;
    key.agreed = key.agreed && ledger.finals[item].agreed;
    key.wrong = key.wrong || !is_right(history, ledger, last[item], ledger.finals[item].version);
  }
  for (const Key& key : keys) {
    if (!key.written || !key.agreed) continue;
    ++out.items_written;
    if (key.wrong) ++out.wrong_winners;
  }
}

// An acknowledged write that was lost to one of the other kind: one of both is a delete.
void count_deletes(const History& history, const Judgement& judgement, const Version& version,
                   Anomalies& out) {
  // What displaced an orphaned write was computed from it.
  if (!is_lost(judgement.fate) || judgement.fate == Fate::kLostOrphaned) return;
  if (judgement.displacer == kAbsent) return;
  const Version& by = history.versions[judgement.displacer];
  const bool to_delete = by.deleted;
  if (version.deleted && !to_delete) ++out.resurrected;
  if (!version.deleted && to_delete) ++out.lost_to_deletes;
  if (!version.deleted && by.expired) ++out.lost_to_expiry;
}

void count_winners(const History& history, const Ledger& ledger, Anomalies& out) {
  std::vector<std::uint32_t> last(history.items.size(), kAbsent);
  for (const Operation& operation : history.operations) {
    if (!operation.counts() || operation.version == kAbsent) continue;
    const Version& version = history.versions[operation.version];
    if (ledger.versions[operation.version].flags.aba) ++out.aba;
    if (ledger.versions[operation.version].flags.disjoint_attributes) ++out.disjoint_losses;
    count_deletes(history, ledger.versions[operation.version], version, out);
    std::uint32_t& best = last[version.item];
    if (best == kAbsent || history.versions[best].accepted_at < version.accepted_at) {
      best = operation.version;
    }
  }
  count_keys(history, ledger, last, out);
}

}  // namespace

Anomalies count_anomalies(const Evidence& evidence, const Ledger& ledger) {
  Anomalies out;
  count_conflicts(evidence, out);
  count_forks(evidence, out);
  count_winners(evidence.history, ledger, out);
  const TransactionCounts transactions = count_transactions(evidence.history, ledger);
  out.transactions = transactions.acknowledged;
  out.torn = transactions.torn;
  return out;
}

std::optional<std::int64_t> counter_drift(const History& history, const Ledger& ledger) {
  if (!ledger.converged) return std::nullopt;
  const std::vector<std::uint32_t> logical = logical_items(history);
  std::vector<bool> counts(history.items.size(), false);  // by the item that names the key
  std::optional<std::int64_t> drift;
  for (const Operation& operation : history.operations) {
    if (!operation.counts() || operation.increment == 0) continue;
    drift = drift.value_or(0) + operation.increment;
    counts[logical[operation.item]] = true;
  }
  for (std::uint32_t item = 0; item < logical.size(); ++item) {
    if (counts[logical[item]]) *drift -= ledger.finals[item].counter.value_or(0);
  }
  return drift;
}

}  // namespace lastwrite
