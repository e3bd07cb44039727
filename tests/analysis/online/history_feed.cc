#include "tests/analysis/online/history_feed.h"

#include <algorithm>
#include <tuple>

#include "analysis/ledger/lineage.h"
#include "analysis/ledger/phases.h"
#include "analysis/online/online_ledger.h"

namespace lastwrite {
namespace {

bool has_reads(const History& history) {
  return std::any_of(history.operations.begin(), history.operations.end(),
                     [](const Operation& operation) { return operation.is_read(); });
}

class Feed {
 public:
  Feed(const History& history, Duration think)
      : history_(history),
        lineage_(history),
        window_(*measure_window(history)),
        ledger_({history.regions.size(), history.items.size(), has_reads(history)}),
        ids_(history.versions.size(), kNoVersion) {
    for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
      for (std::uint32_t i = 0; i < history.events[region].size(); ++i) {
        plan_.push_back({history.events[region][i].at, Kind::kEvent, region, i});
      }
    }
    for (std::uint32_t o = 0; o < history.operations.size(); ++o) {
      const Operation& operation = history.operations[o];
      if (operation.is_read()) plan_.push_back({operation.invoked, Kind::kRead, 0, o});
      if (operation.is_write() && operation.derived && operation.base != kAbsent) {
        plan_.push_back({operation.invoked - think, Kind::kPin, 0, o});
      }
    }
    std::stable_sort(plan_.begin(), plan_.end(),
                     [](const Planned& a, const Planned& b) { return a.at < b.at; });
  }

  OnlineSummary run() && {
    ledger_.begin_measure();
    for (const Planned& planned : plan_) play(planned);
    return std::move(ledger_).finish();
  }

 private:
  enum class Kind { kPin, kRead, kEvent };
  struct Planned {
    TrueTime at;
    Kind kind;
    std::uint32_t region;
    std::uint32_t index;
  };

  void play(const Planned& planned) {
    if (planned.kind == Kind::kEvent) {
      const RegionEvent& event = history_.events[planned.region][planned.index];
      if (event.kind == RegionEvent::Kind::kAccept) return accept(event);
      return ledger_.apply(event.at, planned.region, ids_[event.version], event.installs);
    }
    const Operation& operation = history_.operations[planned.index];
    if (planned.kind == Kind::kPin) return ledger_.pin(ids_[operation.base]);
    if (operation.version != kAbsent) ledger_.read(operation.session, ids_[operation.version]);
  }

  void accept(const RegionEvent& event) {
    const Version& version = history_.versions[event.version];
    const Operation& operation = history_.operations[version.operation];
    const std::uint32_t base = lineage_.base(event.version);
    AcceptedWrite write;
    write.at = event.at;
    write.stamp = {version.stamp.time, version.stamp.counter, version.region};  // names in order
    write.item = version.item;
    write.region = version.region;
    write.session = operation.session;
    write.operation = version.operation;
    if (base != kAbsent) write.base = ids_[base];
    write.derived = lineage_.is_derived(event.version);
    write.read_first = operation.derived;
    write.conditional = version.conditional;
    write.installed = version.installed;
    write.measured = window_.contains(operation.intended);
    ids_[event.version] = ledger_.accept(write);
    if (operation.derived && operation.base != kAbsent) ledger_.unpin(ids_[operation.base]);
  }

  const History& history_;
  Lineage lineage_;
  Window window_;
  OnlineLedger ledger_;
  std::vector<VersionId> ids_;
  std::vector<Planned> plan_;
};

}  // namespace

OnlineSummary feed_online(const History& history, Duration think) {
  return Feed(history, think).run();
}

}  // namespace lastwrite
