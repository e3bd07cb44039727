#include "tests/analysis/live/live_feed.h"

#include <algorithm>

#include "proto/trace.pb.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

constexpr TrueTime kLongAfter{1'000'000'000'000};

struct Step {
  std::uint32_t region = 0;
  const RegionEvent* event = nullptr;
};

std::vector<Step> in_order(const History& history) {
  std::vector<Step> steps;
  for (std::uint32_t region = 0; region < history.events.size(); ++region) {
    for (const RegionEvent& event : history.events[region]) steps.push_back({region, &event});
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& a, const Step& b) { return a.event->at < b.event->at; });
  return steps;
}

void set_client(const History& history, const Version& version, v1::Accept& accept) {
  if (version.operation == kAbsent) return;
  const Operation& operation = history.operations[version.operation];
  accept.set_session(fmt::format("client {}", operation.session));
  accept.set_derived(operation.derived);
  if (operation.derived && operation.base != kAbsent)
    to_proto(history.versions[operation.base].stamp, accept.mutable_base());
}

v1::TraceEvent told(const History& history, const RegionEvent& event) {
  const Version& version = history.versions[event.version];
  const ItemName& item = history.items[version.item];
  v1::TraceEvent out;
  out.set_at_ns(event.at.ns);
  const auto fill = [&](auto& of) {
    of.set_table(item.table);
    of.set_key(item.key);
    to_proto(version.stamp, of.mutable_version());
    if (event.previous != kAbsent)
      to_proto(history.versions[event.previous].stamp, of.mutable_previous());
  };
  if (event.kind != RegionEvent::Kind::kAccept) {
    fill(*out.mutable_apply());
    out.mutable_apply()->set_outcome(event.installs ? v1::Apply::INSTALLED
                                                    : v1::Apply::DISCARDED_OLDER);
    return out;
  }
  v1::Accept& accept = *out.mutable_accept();
  fill(accept);
  accept.set_installed(version.installed);
  accept.set_atomic(version.atomic);
  accept.set_computed(version.atomic);
  accept.set_conditional(version.conditional);
  set_client(history, version, accept);
  return out;
}

}  // namespace

void feed_live(const History& history, LiveLedger& ledger, Settling settling) {
  for (const Step& step : in_order(history)) {
    ledger.take(history.regions[step.region], told(history, *step.event));
    if (settling == Settling::kAtOnce) ledger.settle(step.event->at);
  }
  ledger.settle(kLongAfter);
  ledger.settle(kLongAfter + kReadGrace);
}

}  // namespace lastwrite
