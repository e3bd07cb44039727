#include "analysis/page/diagram.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>
#include <variant>

#include "analysis/report/names.h"

namespace lastwrite {
namespace {

constexpr std::size_t kFailed = kFateCount;  // in the list of fates, behind all others
constexpr std::size_t kEventsLeast = 200;

using Maybe = std::optional<std::int64_t>;
using StampValue = std::variant<std::int64_t, std::string>;

// Names that occur again and again: each once, and its place.
class Names {
 public:
  std::size_t place(const std::string& name) {
    const auto [found, fresh] = places_.emplace(name, names_.size());
    if (fresh) names_.push_back(name);
    return found->second;
  }
  const std::vector<std::string>& all() const { return names_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<std::string> names_;
};

// A column of what is added to the entry before: in order of time a third of the bytes. What is
// absent changes nothing.
class Steps {
 public:
  void push_back(Maybe value) {
    steps_.push_back(value ? Maybe(*value - last_) : Maybe());
    last_ = value.value_or(last_);
  }
  const std::vector<Maybe>& column() const { return steps_; }

 private:
  std::int64_t last_ = 0;
  std::vector<Maybe> steps_;
};

struct WriteColumns {
  Steps label, accepted_us;
  std::vector<std::size_t> kind, key, session, fate;
  std::vector<std::uint32_t> region;
  std::vector<Maybe> invoked_us, completed_us, base, displacer;
  std::vector<StampValue> stamp;
  std::vector<std::int64_t> stillborn;
};

struct ArrivalColumns {
  Steps write;
  std::vector<std::uint32_t> to;
  std::vector<std::int64_t> at_us;
  std::vector<int> result;
};

struct ReadColumns {
  std::vector<std::size_t> key, session;
  std::vector<std::uint32_t> region;
  Steps at_us, write;
};

// "0.5865@eu-west-1" of that region is 5865: so many tenths of a millisecond. What is written
// otherwise, with a counter for instance, is none.
std::optional<std::int64_t> tenths_of(const std::string& stamp, const std::string& region) {
  const std::size_t at = stamp.find('@');
  const std::size_t point = stamp.find('.');
  if (at == std::string::npos || point + 5 != at || stamp.substr(at + 1) != region) return {};
  const std::string digits = stamp.substr(0, point) + stamp.substr(point + 1, 4);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && value > 0 ? std::optional(value) : std::nullopt;
}

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
    json.column("sessions", sessions_.all());
    json.column("kinds", kinds_.all());
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
  std::size_t session(const Operation* operation) {
    const bool known = operation && operation->client_region != kAbsent;
    return sessions_.place(known ? client_text(history_, *operation) : "");
  }

  // Against the time of acceptance, from which it seldom is far.
  StampValue stamp(const Version& version) const {
    const std::string text = clock_.stamp_text(version.stamp);
    const std::int64_t accepted = us(version.accepted_at);
    const std::optional<std::int64_t> tenths =
        tenths_of(text, history_.regions[version.region].text);
    if (!tenths || accepted < 0) return text;
    return *tenths - accepted / 100;
  }

  // What every write has; `base`: an accepted version. Without an operation: what was there before,
  // or a region's own delete.
  void add_write(const Operation* operation, std::int64_t accepted_us, std::uint32_t base,
                 bool expired = false) {
    const auto here = static_cast<std::int64_t>(writes_.key.size());
    const std::string own = expired ? "delete" : "put";
    writes_.label.push_back(operation ? Maybe(static_cast<std::int64_t>(operation->id)) : Maybe());
    writes_.kind.push_back(kinds_.place(operation ? kind_text(operation->kind) : own));
    writes_.session.push_back(session(operation));
    writes_.accepted_us.push_back(accepted_us);
    writes_.invoked_us.push_back(operation ? Maybe(accepted_us - us(operation->invoked)) : Maybe());
    const bool told = operation && operation->completed;
    writes_.completed_us.push_back(told ? Maybe(us(*operation->completed) - accepted_us) : Maybe());
    const Maybe from = place_of(base);
    writes_.base.push_back(from ? Maybe(here - *from) : Maybe());
  }

  void add_version(std::uint32_t v) {
    const auto here = static_cast<std::int64_t>(writes_.key.size());
    const Version& version = history_.versions[v];
    const bool known = version.operation != kAbsent;
    add_write(known ? &history_.operations[version.operation] : nullptr, us(version.accepted_at),
              run_.evidence.lineage.base(v), version.expired);
    const Fate fate =
        known ? run_.ledger.operations[version.operation] : run_.ledger.versions[v].fate;
    writes_.fate.push_back(static_cast<std::size_t>(fate));
    writes_.key.push_back(key(version.item));
    writes_.region.push_back(version.region);
    writes_.stamp.push_back(stamp(version));
    const Maybe by = place_of(run_.ledger.versions[v].displacer);
    writes_.displacer.push_back(by ? Maybe(*by - here) : Maybe());
    if (!version.installed) writes_.stillborn.push_back(here);
  }

  void add_arrivals(std::uint32_t v, const DiagramEvents& events) {
    const TrueTime accepted = history_.versions[v].accepted_at;
    for (const Arrival& arrival : events.arrivals_of(v)) {
      arrivals_.write.push_back(place_.at(v));
      arrivals_.to.push_back(arrival.to);
      arrivals_.at_us.push_back(us(arrival.at) - us(accepted));
      arrivals_.result.push_back(arrival.result);
    }
  }

  void add_refused(std::uint32_t o) {
    const Operation& operation = history_.operations[o];
    add_write(&operation, us(refusal_time(operation)), operation.base);
    writes_.fate.push_back(kFailed);
    writes_.key.push_back(key(operation.item));
    writes_.region.push_back(operation.target_region);
    writes_.stamp.emplace_back(std::string());
    writes_.displacer.emplace_back();
  }

  void add_read(std::uint32_t o) {
    const Operation& read = history_.operations[o];
    reads_.key.push_back(key(read.item));
    reads_.region.push_back(read.target_region);
    reads_.session.push_back(session(&read));
    reads_.at_us.push_back(us(*read.completed));
    reads_.write.push_back(place_of(read.version));
  }

  void write_writes(JsonText& json) const {
    json.key("writes");
    json.begin_object();
    json.column("label", writes_.label.column());
    json.column("kind", writes_.kind);
    json.column("key", writes_.key);
    json.column("region", writes_.region);
    json.column("session", writes_.session);
    json.column("accepted_us", writes_.accepted_us.column());
    json.column("invoked_us", writes_.invoked_us);
    json.column("completed_us", writes_.completed_us);
    json.column("stamp", writes_.stamp);
    json.column("fate", writes_.fate);
    json.column("base", writes_.base);
    json.column("displacer", writes_.displacer);
    json.column("stillborn", writes_.stillborn);
    json.end_object();
  }

  void write_arrivals(JsonText& json) const {
    json.key("arrivals");
    json.begin_object();
    json.column("write", arrivals_.write.column());
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
    json.column("at_us", reads_.at_us.column());
    json.column("write", reads_.write.column());
    json.end_object();
  }

  const StrategyRun& run_;
  const History& history_;
  const RunClock& clock_;
  std::map<std::uint32_t, std::int64_t> place_;  // of versions among the writes
  std::map<std::uint32_t, std::size_t> key_places_;
  std::vector<std::string> keys_;
  Names sessions_, kinds_;
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

std::string run_diagram(const StrategyRun& run, const DiagramEvents& events, const RunClock& clock,
                        const DiagramSize& size) {
  for (std::size_t most = size.events;;) {
    JsonText json;
    write_diagram(run, events, events.of_run(most), clock, json);
    std::string text = std::move(json).text();
    if (text.size() <= size.bytes || most <= kEventsLeast) return text;
    const double part = 0.98 * static_cast<double>(size.bytes) / static_cast<double>(text.size());
    const std::size_t shown = std::min(most, events.total());
    most = std::max(kEventsLeast, static_cast<std::size_t>(part * static_cast<double>(shown)));
  }
}

}  // namespace lastwrite
