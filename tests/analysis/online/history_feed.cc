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

constexpr Duration kDoubt = 120ms;

class Feed {
 public:
  Feed(const History& history, Duration think)
      : history_(history),
        lineage_(history),
        window_(*measure_window(history)),
        ledger_({history.regions.size(), history.items.size(), has_reads(history)}),
        ids_(history.versions.size(), kNoVersion) {
    plan_pins(think);
    for (std::uint32_t region = 0; region < history.regions.size(); ++region) {
      for (std::uint32_t i = 0; i < history.events[region].size(); ++i) {
        plan_.push_back({history.events[region][i].at, Kind::kEvent, region, i});
      }
    }
    for (std::uint32_t o = 0; o < history.operations.size(); ++o) {
      const Operation& operation = history.operations[o];
      if (operation.is_read()) plan_.push_back({operation.invoked, Kind::kRead, 0, o});
      if (in_doubt(operation)) {
        plan_.push_back(
            {history.versions[operation.version].accepted_at + kDoubt, Kind::kHeard, 0, o});
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
  enum class Kind { kPin, kRead, kEvent, kHeard };
  struct Planned {
    TrueTime at;
    Kind kind;
    std::uint32_t region;
    std::uint32_t index;
  };

  // First, so that who reads and writes in one instant reads first.
  void plan_pins(Duration think) {
    for (std::uint32_t o = 0; o < history_.operations.size(); ++o) {
      const Operation& operation = history_.operations[o];
      if (operation.is_write() && operation.derived && operation.base != kAbsent) {
        plan_.push_back({operation.invoked - think, Kind::kPin, 0, o});
      }
    }
  }

  void play(const Planned& planned) {
    if (planned.kind == Kind::kEvent) {
      const RegionEvent& event = history_.events[planned.region][planned.index];
      if (event.kind == RegionEvent::Kind::kAccept) return accept(event);
      return ledger_.apply(event.at, planned.region, ids_[event.version], event.installs);
    }
    const Operation& operation = history_.operations[planned.index];
    if (planned.kind == Kind::kHeard) return end_doubt(operation);
    if (planned.kind == Kind::kPin) return ledger_.pin(ids_[operation.base]);
    if (operation.version != kAbsent) ledger_.read(operation.session, ids_[operation.version]);
  }

  // Of some that were heard of, too, that is known only later.
  bool in_doubt(const Operation& operation) const {
    return operation.is_write() && history_.versions[operation.version].installed &&
           (operation.outcome == Outcome::kUnknown || operation.id % 3 == 0);
  }

  void end_doubt(const Operation& operation) {
    const VersionId id = ids_[operation.version];
    if (operation.outcome == Outcome::kUnknown) return ledger_.unheard(id);
    ledger_.heard(id);
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
    write.in_doubt = in_doubt(operation);
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
