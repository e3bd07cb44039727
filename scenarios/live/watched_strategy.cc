#include "scenarios/live/watched_strategy.h"

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

std::vector<ControlledRegion> shown_regions(const Scenario& scenario) {
  std::vector<ControlledRegion> regions;
  for (const RegionName& region : scenario.regions) regions.push_back({region, ""});
  return regions;
}

}  // namespace

void WatchedTrace::write(const v1::TraceEvent& event) {
  trace_.write(event);
  writes_.hear(event);
  if (event.has_phase()) run_.phase = event.phase().name();
  if (watch_ == nullptr) return;
  if (event.has_fault()) disturb(event);
  if (event.has_fault() || event.has_phase()) changed_();
}

// Two faults of one description end in the order in which they began; which of the two it is tells
// nobody apart.
void WatchedTrace::disturb(const v1::TraceEvent& event) {
  const v1::Fault& fault = event.fault();
  if (!fault.begins()) {
    const auto begun = disturbances_.find(fault.description());
    if (begun == disturbances_.end()) return;
    watch_->end(begun->second);
    disturbances_.erase(begun);
    return;
  }
  std::vector<RegionName> touched;
  for (const std::string& region : fault.regions()) touched.emplace_back(region);
  if (touched.empty()) touched = regions_;  // drawn anew each time, or all
  disturbances_.emplace(fault.description(), watch_->begin(fault.description(), touched));
}

WatchedStrategy::WatchedStrategy(RunConsole& console, const WatchedParts& parts,
                                 const Scenario& scenario, ShownRun run,
                                 const std::string& trace_directory)
    : console_(console),
      run_(std::move(run)),
      trace_(parts.trace, scenario.regions, run_),
      of_({parts.loop,
           parts.cluster,
           trace_directory,
           shown_regions(scenario),
           scenario.links,
           [&cluster = parts.cluster](const RegionName& region) {
             return cluster.key_schemas(region);
           },
           {AfterReading::kKeep, &trace_.writes()},
           &run_},
          console.viewers(), console.front()),
      cluster_(parts.cluster, of_.control) {
  trace_.tell(of_.watch, [this] { of_.feed.changed(); });
}

WatchedStrategy::~WatchedStrategy() {
  if (asked_) hide();  // broken off
}

void WatchedStrategy::start() {
  of_.watch.start();
  of_.feed.start();
  console_.show(of_.server);
  asked_ = true;
}

void WatchedStrategy::hide() {
  asked_ = false;
  console_.hide(fmt::format("{} has run.", run_.strategy));
}

void WatchedStrategy::end() {
  of_.feed.conclude();
  const LiveTotals totals = of_.watch.ledger().totals({});
  console_.results().push_back({run_.strategy, totals.writes, totals.lost});
  hide();
}

}  // namespace lastwrite
