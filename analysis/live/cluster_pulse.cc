#include "analysis/live/cluster_pulse.h"

#include <algorithm>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

// The nearest rank: of 100 values the 99th.
Duration quantile(const std::vector<Duration>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

void ClusterPulse::take(const RegionName& region, const v1::TraceEvent& event) {
  if (event.has_accept()) {
    if (!event.accept().expired()) ++writes_[region];
    note_item(event.accept().table(), event.accept().key());
  } else if (event.has_apply() && !event.apply().backfill()) {
    note_lag(region, TrueTime{event.at_ns()}, event.apply());
  }
}

void ClusterPulse::note_item(const std::string& table, const std::string& key) {
  WrittenItem item{table, key};
  if (!written_.empty() && written_.front() == item) return;
  std::erase(written_, item);
  written_.push_front(std::move(item));
  if (written_.size() > kItemsKept) written_.pop_back();
}

void ClusterPulse::note_lag(const RegionName& to, TrueTime at, const v1::Apply& apply) {
  Samples& of = samples_[{RegionName(apply.version().region()), to}];
  of.last = at - TrueTime{apply.accepted_at_ns()};
  if (of.values.size() < kSamplesMax) {
    of.values.push_back(of.last);
  } else {
    of.values[of.count % kSamplesMax] = of.last;
  }
  ++of.count;
}

PulseBeat ClusterPulse::beat() {
  PulseBeat out{std::exchange(writes_, {}), {}};
  for (auto& [pair, of] : std::exchange(samples_, {})) {
    std::sort(of.values.begin(), of.values.end());
    out.lags[pair] = {of.count, quantile(of.values, 50), quantile(of.values, 99), of.last};
  }
  return out;
}

}  // namespace lastwrite
