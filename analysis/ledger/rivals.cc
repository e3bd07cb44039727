#include "analysis/ledger/rivals.h"

#include <algorithm>
#include <functional>

#include "analysis/ledger/attribute_fates.h"
#include "analysis/ledger/project.h"

namespace lastwrite {
namespace {

// Prefix maxima over positions 0…n-1 of values that only grow. 0: nothing.
class MaxTree {
 public:
  explicit MaxTree(std::size_t size) : tree_(size + 1, 0) {}

  void raise(std::size_t position, std::uint32_t value) {
    for (std::size_t i = position + 1; i < tree_.size(); i += i & (~i + 1)) {
      tree_[i] = std::max(tree_[i], value);
    }
  }
  // Of positions below `end`.
  std::uint32_t max_below(std::size_t end) const {
    std::uint32_t best = 0;
    for (std::size_t i = end; i > 0; i -= i & (~i + 1)) best = std::max(best, tree_[i]);
    return best;
  }

 private:
  std::vector<std::uint32_t> tree_;
};

// One item's versions of one region, in the order of acceptance.
using Own = std::vector<std::uint32_t>;

class PairSweep {
 public:
  PairSweep(const Evidence& evidence, const std::vector<std::uint32_t>& rank, Rivals& rivals)
      : evidence_(evidence), rank_(rank), rivals_(rivals) {}

  // Marks those of `mine` (accepted at region i) that have a rival among `theirs` (at region j).
  // Theirs enter the tree in order of acceptance; mine ask in order of their receipt at j: whatever
  // entered before did not know mine. Of these, mine did not know the ones that i received later or
  // never.
  void run(const Own& mine, const Own& theirs, std::uint32_t i, std::uint32_t j) {
    const ReplicaKnowledge& replicas = evidence_.replicas;
    const std::vector<std::uint32_t> receipts = receipts_of(theirs, i);
    MaxTree tree(theirs.size());
    std::size_t entered = 0;
    for (const std::uint32_t w : by_receipt(mine, j)) {
      const std::uint32_t deadline = replicas.position(j, w);  // kAbsent, the greatest: never
      for (; entered < theirs.size() && position_of(theirs[entered]) < deadline; ++entered) {
        const std::uint32_t x = theirs[entered];
        tree.raise(slot(receipts, replicas.position(i, x)), rank_[x] + 1);
      }
      mark(w, tree.max_below(slot(receipts, position_of(w))));
    }
  }

 private:
  std::uint32_t position_of(std::uint32_t v) const {
    return evidence_.history.versions[v].position;
  }

  Own by_receipt(Own mine, std::uint32_t j) const {
    std::stable_sort(mine.begin(), mine.end(), [&](std::uint32_t a, std::uint32_t b) {
      return evidence_.replicas.position(j, a) < evidence_.replicas.position(j, b);
    });
    return mine;
  }

  // Where i received theirs, latest first: "received later than p" is then a prefix.
  std::vector<std::uint32_t> receipts_of(const Own& theirs, std::uint32_t i) const {
    std::vector<std::uint32_t> receipts;
    for (const std::uint32_t x : theirs) receipts.push_back(evidence_.replicas.position(i, x));
    std::sort(receipts.begin(), receipts.end(), std::greater<>());
    return receipts;
  }
  // The number of receipts later than `position`.
  static std::size_t slot(const std::vector<std::uint32_t>& receipts, std::uint32_t position) {
    return static_cast<std::size_t>(
        std::lower_bound(receipts.begin(), receipts.end(), position, std::greater<>()) -
        receipts.begin());
  }

  void mark(std::uint32_t w, std::uint32_t newest_rival) {
    if (newest_rival == 0) return;
    rivals_.any[w] = true;
    if (newest_rival > rank_[w] + 1) rivals_.newer[w] = true;
  }

  const Evidence& evidence_;
  const std::vector<std::uint32_t>& rank_;  // by version: its place in stamp order, from 0
  Rivals& rivals_;
};

std::vector<std::uint32_t> ranks(const History& history) {
  std::vector<std::uint32_t> order(history.versions.size());
  for (std::uint32_t v = 0; v < order.size(); ++v) order[v] = v;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return history.versions[a].stamp < history.versions[b].stamp;
  });
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) rank[order[place]] = place;
  return rank;
}

Rivals rivals_of(const Evidence& evidence, const std::vector<bool>& phantoms) {
  const History& history = evidence.history;
  const std::size_t regions = history.regions.size();
  Rivals rivals{std::vector<bool>(history.versions.size(), false),
                std::vector<bool>(history.versions.size(), false)};
  std::vector<std::vector<Own>> own(history.items.size(), std::vector<Own>(regions));
  for (std::uint32_t region = 0; region < regions; ++region) {
    for (const RegionEvent& event : history.events[region]) {
      if (event.kind != RegionEvent::Kind::kAccept || phantoms[event.version]) continue;
      if (history.versions[event.version].region != region) continue;
      own[history.versions[event.version].item][region].push_back(event.version);
    }
  }
  const std::vector<std::uint32_t> rank = ranks(history);
  PairSweep sweep(evidence, rank, rivals);
  for (const std::vector<Own>& item : own) {
    for (std::uint32_t i = 0; i < regions; ++i) {
      for (std::uint32_t j = 0; j < regions; ++j) {
        if (i != j && !item[i].empty() && !item[j].empty()) sweep.run(item[i], item[j], i, j);
      }
    }
  }
  return rivals;
}

// A rival is one on an attribute that counts.
Rivals rivals_by_attributes(const History& history, const std::vector<bool>& phantoms) {
  Rivals all{std::vector<bool>(history.versions.size(), false),
             std::vector<bool>(history.versions.size(), false)};
  for (std::uint32_t a = 0; a < history.attributes.size(); ++a) {
    const History projected = project(history, a);
    const Rivals own = rivals_of(Evidence(projected), phantoms);
    for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
      if ((counted_attributes(history, history.versions[v]) >> a & 1) == 0) continue;
      all.any[v] = all.any[v] || own.any[v];
      all.newer[v] = all.newer[v] || own.newer[v];
    }
  }
  return all;
}

}  // namespace

Rivals find_rivals(const Evidence& evidence, const Ledger& ledger) {
  if (evidence.history.by_attribute) {
    return rivals_by_attributes(evidence.history, ledger.phantoms);
  }
  return rivals_of(evidence, ledger.phantoms);
}

}  // namespace lastwrite
