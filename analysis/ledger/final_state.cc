#include "analysis/ledger/final_state.h"

#include <algorithm>

#include <fmt/format.h>

namespace lastwrite {
namespace {

// What the reports on one item have in common.
struct Reports {
  std::uint32_t version = kAbsent;
  std::uint64_t value_hash = 0;
  std::size_t count = 0;
  bool tombstone = false;
  bool same_version = true;
  bool same_bytes = true;
  std::optional<std::int64_t> counter;
};

void take(const FinalMark& mark, Reports& reports) {
  if (reports.count++ == 0) {
    reports.version = mark.version;
    reports.value_hash = mark.value_hash;
    reports.tombstone = mark.tombstone;
    reports.counter = mark.counter;
    return;
  }
  reports.same_version = reports.same_version && mark.version == reports.version;
  reports.same_bytes = reports.same_bytes && mark.value_hash == reports.value_hash;
}

std::vector<std::uint32_t> newest_accepted(const History& history) {
  std::vector<std::uint32_t> newest(history.items.size(), kAbsent);
  for (std::uint32_t v = 0; v < history.versions.size(); ++v) {
    const Version& version = history.versions[v];
    if (!version.accepted || !version.installed) continue;
    std::uint32_t& best = newest[version.item];
    if (best == kAbsent || history.versions[best].stamp < version.stamp) best = v;
  }
  return newest;
}

FinalState resolve(const Reports& reports, std::size_t living, std::uint32_t newest,
                   const History& history) {
  FinalState state;
  if (reports.count == 0) {
    // They agree on nothing: a delete won and its tombstone was trimmed, or power cuts took all.
    state.agreed = true;
    if (newest != kAbsent && history.versions[newest].deleted) state.version = newest;
    return state;
  }
  // A trimmed tombstone and a kept one are the same answer.
  const bool everywhere = reports.count == living || reports.tombstone;
  state.agreed = reports.same_version && reports.same_bytes && everywhere;
  if (state.agreed) {
    state.version = reports.version;
    state.counter = reports.counter;
  }
  return state;
}

}  // namespace

bool quiesced(const History& history) {
  return history.quiesce && history.quiesce->reached;
}

bool is_missing(const History& history, std::uint32_t region) {
  if (!history.quiesce) return false;
  const std::vector<std::uint32_t>& missing = history.quiesce->missing;
  return std::find(missing.begin(), missing.end(), region) != missing.end();
}

std::vector<FinalState> resolve_finals(const History& history, std::vector<std::string>& findings) {
  std::vector<FinalState> states(history.items.size());
  if (!quiesced(history)) return states;
  std::vector<Reports> reports(history.items.size());
  for (const FinalMark& mark : history.finals) {
    if (!is_missing(history, mark.region)) take(mark, reports[history.versions[mark.version].item]);
  }
  const std::size_t living = history.regions.size() - history.quiesce->missing.size();
  const std::vector<std::uint32_t> newest = newest_accepted(history);
  for (std::uint32_t item = 0; item < states.size(); ++item) {
    states[item] = resolve(reports[item], living, newest[item], history);
    if (reports[item].same_version && !reports[item].same_bytes) {
      findings.push_back(
          fmt::format("item {}: the regions hold the same version with different bytes",
                      history.items[item].key));
    }
  }
  return states;
}

}  // namespace lastwrite
