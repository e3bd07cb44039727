#include "scenarios/lean/lean_regions.h"

#include <algorithm>

#include "scenarios/lean/lean_support.h"
#include "scenarios/sim/sim_scheduler.h"

namespace lastwrite {
namespace {

// The replicator's window is 100,000 records that are not acknowledged: far from it, it never holds
// anything back.
constexpr std::uint32_t kInFlightMax = 20'000;
constexpr std::int64_t kFirstTrimNs = 1'000'000'000;  // region/node/maintenance.cc

std::uint32_t rank_of(const std::vector<RegionName>& regions, const RegionName& name) {
  return static_cast<std::uint32_t>(std::count_if(
      regions.begin(), regions.end(), [&](const RegionName& other) { return other < name; }));
}

}  // namespace

class LeanRegions::QueueClock final : public Clock {
 public:
  explicit QueueClock(const LeanQueue& queue) : queue_(queue) {}
  TrueTime now() const override { return TrueTime{queue_.now()}; }
  WallTime wall_now() const override { return WallTime{SimScheduler::kEpochNs + queue_.now()}; }

 private:
  const LeanQueue& queue_;
};

LeanRegions::LeanRegions(const Scenario& scenario, LeanQueue& queue, OnlineLedger& ledger,
                         const Observer& observer)
    : regions_(scenario.regions.size()),
      queue_(queue),
      ledger_(ledger),
      observer_(observer),
      time_(std::make_shared<QueueClock>(queue)),
      cells_(scenario.workload.keys.count * regions_) {
  if (changes_links(scenario)) next_trim_ = kFirstTrimNs;
  trimmed_.assign(regions_, 0);
  const Random root(scenario.seed);
  for (const RegionName& name : scenario.regions) {
    auto clock = std::make_unique<SkewedClock>(*time_);
    clock->set(scenario.clocks.at(name));
    log_.emplace_back();
    of_.push_back(
        {LeanStamper(scenario.stamps, rank_of(scenario.regions, name)), std::move(clock)});
    const Random ways = root.fork(name.text);
    for (const RegionName& to : scenario.regions) {
      const bool idle = to == name;
      const LinkSpec spec = idle ? LinkSpec{} : scenario.link(name, to);
      const Random random = ways.fork("link/" + to.text);
      links_.emplace_back(spec, random, scenario.workload.keys.count);
      if (changes_links(scenario)) channels_.emplace_back(spec, random);
    }
  }
}

VersionId LeanRegions::accept(const LeanWrite& write) {
  Region& at = of_[write.region];
  Cell& cell = cells_[write.item * regions_ + write.region];
  const bool found = cell.version != kNoVersion;
  if (found) at.stamper.observe(cell.stamp);
  const LeanStamp stamp = at.stamper.next(at.clock->wall_now().ns);
  AcceptedWrite told;
  told.at = TrueTime{queue_.now()};
  told.stamp = {WallTime{stamp.time_ns}, stamp.counter, stamp.rank};
  told.item = write.item;
  told.region = write.region;
  told.session = write.session;
  told.operation = write.operation;
  told.base = write.atomic ? cell.version : write.base;
  told.derived = write.atomic || write.read_first;
  told.read_first = write.read_first;
  told.conditional = write.conditional;
  told.installed = !found || cell.stamp < stamp;
  told.measured = write.measured;
  told.increment = write.increment;
  told.counter = write.value.count;
  told.in_doubt = write.in_doubt;
  told.past = write.past;
  if (observer_) observe(write.region, write.item, stamp, true, told.installed);
  const VersionId version = ledger_.accept(told);
  if (!told.installed) return version;
  if (version >= versions_.size()) versions_.resize(version + 1);
  versions_[version] = {stamp, write.item, write.value};
  cell = {stamp, version};
  send(version, write);
  return version;
}

void LeanRegions::send(VersionId version, const LeanWrite& write) {
  if (!channels_.empty()) {
    log_[write.region].push_back({write.item, version});
    for (std::uint32_t to = 0; to < regions_; ++to) {
      const std::size_t channel = channel_of(write.region, to);
      if (to != write.region) send_logged(channel, log_[write.region].size());
    }
    return;
  }
  for (std::uint32_t to = 0; to < regions_; ++to) {
    if (to == write.region) continue;
    const std::size_t index = write.region * regions_ + to;
    LeanLink& link = links_[index];
    const std::int64_t due = link.due(queue_.now(), write.item);
    if (due - queue_.now() > kDelayMaxNs || ++link.in_flight > kInFlightMax) {
      trouble_ = {ErrorCode::kUsage,
                  "so much under way, or for so long, needs the full simulation"};
    }
    queue_.push(due, {LeanEvent::Kind::kApply, static_cast<std::uint8_t>(to),
                      static_cast<std::uint16_t>(index), version});
  }
}

void LeanRegions::apply(const LeanEvent& event) {
  if (channels_.empty()) {
    --links_[event.link].in_flight;
    return take(event.subject, event.region);
  }
  const std::optional<Parcel> parcel = take_parcel(event.subject, true);
  if (!parcel) return;
  LeanChannel& channel = channels_[parcel->channel];
  // An acknowledgement of an earlier instant leaves before this one counts.
  channel.received(queue_.now(), channels_[back_of(parcel->channel)]);
  if (channel.taken.take(parcel->number)) take(parcel->version, event.region);
  channel.received(queue_.now(), channels_[back_of(parcel->channel)]);
}

void LeanRegions::take(VersionId version, std::uint32_t region) {
  const Version& record = versions_[version];
  Cell& cell = cells_[record.item * regions_ + region];
  of_[region].stamper.observe(record.stamp);
  const bool installed = cell.version == kNoVersion || cell.stamp < record.stamp;
  if (installed) cell = {record.stamp, version};
  if (observer_) observe(region, record.item, record.stamp, false, installed);
  ledger_.apply(TrueTime{queue_.now()}, region, version, installed);
}

void LeanRegions::observe(std::uint32_t region, std::uint32_t item, const LeanStamp& stamp,
                          bool accepted, bool installed) const {
  observer_({TrueTime{queue_.now()}, region, item, stamp, accepted,
             installed ? ApplyOutcome::kInstalled : ApplyOutcome::kDiscardedOlder});
}

}  // namespace lastwrite
