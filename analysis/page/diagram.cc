#include "analysis/page/diagram.h"

#include <map>
#include <utility>

#include "analysis/report/names.h"

namespace lastwrite {
namespace {

constexpr std::size_t kFailed = kFateCount;  // in the list of fates, behind all others

using Maybe = std::optional<std::int64_t>;

struct WriteColumns {
  std::vector<std::string> label, kind, session, stamp;
  std::vector<std::size_t> key, fate;
  std::vector<std::uint32_t> region;
  std::vector<Maybe> invoked_us, completed_us, base, displacer;
  std::vector<std::int64_t> accepted_us;
  std::vector<bool> installed;
};

struct ArrivalColumns {
  std::vector<std::int64_t> write;
  std::vector<std::uint32_t> to;
  std::vector<std::int64_t> at_us;
  std::vector<int> result;
};

struct ReadColumns {
  std::vector<std::size_t> key;
  std::vector<std::uint32_t> region;
  std::vector<std::string> session;
  std::vector<std::int64_t> at_us;
  std::vector<Maybe> write;
};

class DiagramColumns {
 public:
  DiagramColumns(const StrategyRun& run, const DiagramEvents& events, const Selection& selection,
                 const RunClock& clock)
      : run_(run), history_(run.history), clock_(clock) {
    for (const std::uint32_t v : selection.versions) {
      place_.emplace(v, static_cast<std::int64_t>(place_.size()));
    }
    for (const std::uint32_t v : selection.versions) {
      add_version(v);
      add_arrivals(v, events);
    }
    for (const std::uint32_t o : selection.refused) add_refused(o);
    for (const std::uint32_t o : selection.reads) add_read(o);
  }

  void write(JsonText& json) const {
    json.column("keys", keys_);
    write_writes(json);
    write_arrivals(json);
    write_reads(json);
  }

  std::int64_t us(TrueTime at) const { return (at - clock_.start()).count() / 1000; }

 private:
  Maybe place_of(std::uint32_t version) const {
    const auto found = version == kAbsent ? place_.end() : place_.find(version);
    return found == place_.end() ? Maybe() : Maybe(found->second);
  }
  std::size_t key(std::uint32_t item) {
    const auto [found, fresh] = key_places_.emplace(item, keys_.size());
    if (fresh) keys_.push_back(history_.items[item].key);
    return found->second;
  }
  std::string session(const Operation& operation) const {
    return operation.client_region == kAbsent ? "" : client_text(history_, operation);
  }

  // Without an operation: a region's own write.
  void add_request(const Operation* operation, bool expired = false) {
    const std::string own = expired ? "expiry" : "initial";
    writes_.label.push_back(operation ? std::to_string(operation->id) : own);
    writes_.kind.push_back(operation ? kind_text(operation->kind) : expired ? "delete" : "put");
    writes_.session.push_back(operation ? session(*operation) : "");
    writes_.invoked_us.push_back(operation ? Maybe(us(operation->invoked)) : Maybe());
    const bool told = operation && operation->completed;
    writes_.completed_us.push_back(told ? Maybe(us(*operation->completed)) : Maybe());
  }

  void add_version(std::uint32_t v) {
    const Version& version = history_.versions[v];
    const bool known = version.operation != kAbsent;
    add_request(known ? &history_.operations[version.operation] : nullptr, version.expired);
    const Fate fate =
        known ? run_.ledger.operations[version.operation] : run_.ledger.versions[v].fate;
    writes_.fate.push_back(static_cast<std::size_t>(fate));
    writes_.key.push_back(key(version.item));
    writes_.region.push_back(version.region);
    writes_.accepted_us.push_back(us(version.accepted_at));
    writes_.stamp.push_back(clock_.stamp_text(version.stamp));
    writes_.base.push_back(place_of(run_.evidence.lineage.base(v)));
    writes_.displacer.push_back(place_of(run_.ledger.versions[v].displacer));
    writes_.installed.push_back(version.installed);
  }

  void add_arrivals(std::uint32_t v, const DiagramEvents& events) {
    for (const Arrival& arrival : events.arrivals_of(v)) {
      arrivals_.write.push_back(place_.at(v));
      arrivals_.to.push_back(arrival.to);
      arrivals_.at_us.push_back(us(arrival.at));
      arrivals_.result.push_back(arrival.result);
    }
  }

  void add_refused(std::uint32_t o) {
    const Operation& operation = history_.operations[o];
    add_request(&operation);
    writes_.fate.push_back(kFailed);
    writes_.key.push_back(key(operation.item));
    writes_.region.push_back(operation.target_region);
    writes_.accepted_us.push_back(us(refusal_time(operation)));
    writes_.stamp.emplace_back();
    writes_.base.push_back(place_of(operation.base));
    writes_.displacer.emplace_back();
    writes_.installed.push_back(true);
  }

  void add_read(std::uint32_t o) {
    const Operation& read = history_.operations[o];
    reads_.key.push_back(key(read.item));
    reads_.region.push_back(read.target_region);
    reads_.session.push_back(session(read));
    reads_.at_us.push_back(us(*read.completed));
    reads_.write.push_back(place_of(read.version));
  }

  void write_writes(JsonText& json) const {
    json.key("writes");
    json.begin_object();
    json.column("label", writes_.label);
    json.column("kind", writes_.kind);
    json.column("key", writes_.key);
    json.column("region", writes_.region);
    json.column("session", writes_.session);
    json.column("invoked_us", writes_.invoked_us);
    json.column("accepted_us", writes_.accepted_us);
    json.column("completed_us", writes_.completed_us);
    json.column("stamp", writes_.stamp);
    json.column("fate", writes_.fate);
    json.column("base", writes_.base);
    json.column("displacer", writes_.displacer);
    json.column("installed", writes_.installed);
    json.end_object();
  }

  void write_arrivals(JsonText& json) const {
    json.key("arrivals");
    json.begin_object();
    json.column("write", arrivals_.write);
    json.column("to", arrivals_.to);
    json.column("at_us", arrivals_.at_us);
    json.column("result", arrivals_.result);
    json.end_object();
  }

  void write_reads(JsonText& json) const {
    json.key("reads");
    json.begin_object();
    json.column("key", reads_.key);
    json.column("region", reads_.region);
    json.column("session", reads_.session);
    json.column("at_us", reads_.at_us);
    json.column("write", reads_.write);
    json.end_object();
  }

  const StrategyRun& run_;
  const History& history_;
  const RunClock& clock_;
  std::map<std::uint32_t, std::int64_t> place_;  // of versions among the writes
  std::map<std::uint32_t, std::size_t> key_places_;
  std::vector<std::string> keys_;
  WriteColumns writes_;
  ArrivalColumns arrivals_;
  ReadColumns reads_;
};

void write_names(const StrategyRun& run, JsonText& json) {
  std::vector<std::string> regions;
  for (const RegionName& region : run.history.regions) regions.push_back(region.text);
  json.column("regions", regions);
  std::vector<std::string> fates;
  fates.reserve(kAllFates.size() + 1);
  for (const Fate fate : kAllFates) fates.emplace_back(fate_text(fate));
  fates.emplace_back("failed");
  json.column("fates", fates);
}

}  // namespace

void write_diagram(const StrategyRun& run, const DiagramEvents& events, const Selection& selection,
                   const RunClock& clock, JsonText& json) {
  const DiagramColumns columns(run, events, selection, clock);
  json.begin_object();
  write_names(run, json);
  json.member("total_events", events.total());
  json.member("shown_events", events.size(selection));
  json.member("until_us", columns.us(selection.until));
  columns.write(json);
  json.end_object();
}

}  // namespace lastwrite
