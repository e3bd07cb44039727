#include "analysis/export/causal_events.h"

#include <map>
#include <queue>
#include <tuple>

#include "analysis/report/names.h"

namespace lastwrite {
namespace {

class CausalCollector {
 public:
  explicit CausalCollector(const ExportView& view)
      : view_(view),
        history_(view.history),
        sent_(history_.operations.size(), kAbsent),
        accepted_(history_.versions.size(), kAbsent),
        at_region_(history_.regions.size()) {
    for (const RegionName& region : history_.regions) out_.hosts.push_back(region.text);
  }

  CausalEvents collect() && {
    for (const ClientStep& step : history_.steps) {
      if (step.begins && view_.wants(history_.operations[step.operation])) send(step.operation);
    }
    for (std::uint32_t region = 0; region < history_.regions.size(); ++region) at_region(region);
    link_arrivals();
    insert_replies();
    return std::move(out_);
  }

 private:
  std::uint32_t add(std::uint32_t host, TrueTime at, std::uint32_t after, std::string text) {
    out_.events.push_back({host, at, after, std::move(text)});
    return static_cast<std::uint32_t>(out_.events.size() - 1);
  }

  std::uint32_t client_host(std::uint32_t session) {
    const auto [at, added] =
        sessions_.emplace(session, static_cast<std::uint32_t>(out_.hosts.size()));
    if (added) out_.hosts.push_back(fmt::format("client:{}", session));
    return at->second;
  }

  std::string key_of(const Operation& operation) const {
    return history_.items[operation.item].key;
  }

  void send(std::uint32_t o) {
    const Operation& operation = history_.operations[o];
    sent_[o] = add(
        client_host(operation.session), operation.invoked, kAbsent,
        fmt::format("#{}: asks {} to {} {}", operation.id, view_.region(operation.target_region),
                    kind_text(operation.kind), key_of(operation)));
  }

  void at_region(std::uint32_t region) {
    at_region_[region].resize(history_.events[region].size(), kAbsent);
    for (std::uint32_t i = 0; i < history_.events[region].size(); ++i) {
      const RegionEvent& event = history_.events[region][i];
      const Version& version = history_.versions[event.version];
      if (!view_.wants(version.item)) continue;
      at_region_[region][i] = event.kind == RegionEvent::Kind::kAccept
                                  ? accept(region, event, version)
                                  : arrive(region, event, version);
    }
  }

  std::uint32_t accept(std::uint32_t region, const RegionEvent& event, const Version& version) {
    const std::uint32_t request = version.operation == kAbsent ? kAbsent : sent_[version.operation];
    const std::string text =
        fmt::format("{}: accepted with stamp {}{}", view_.name(event.version),
                    stamp_text(version.stamp), version.installed ? "" : ", never visible");
    accepted_[event.version] = add(region, event.at, request, text);
    return accepted_[event.version];
  }

  std::uint32_t arrive(std::uint32_t region, const RegionEvent& event, const Version& version) {
    const char* what = event.kind == RegionEvent::Kind::kInstalled   ? "installed"
                       : event.kind == RegionEvent::Kind::kDuplicate ? "known already"
                                                                     : "discarded as older";
    const std::uint32_t index =
        add(region, event.at, kAbsent,
            fmt::format("{}: from {} after {:.3f} ms, {}", view_.name(event.version),
                        view_.region(version.region), to_ms(event.at - event.accepted_at), what));
    arrivals_.emplace_back(index, event.version);
    return index;
  }

  // Only now all acceptances are known.
  void link_arrivals() {
    for (const auto& [event, version] : arrivals_) out_.events[event].after = accepted_[version];
  }

  // What the region did of which this answer tells.
  std::uint32_t told_by(std::uint32_t o) const {
    const Operation& operation = history_.operations[o];
    const std::uint32_t version = operation.version;
    if (version == kAbsent || operation.outcome != Outcome::kOk) return kAbsent;
    if (operation.is_write()) return accepted_[version];
    if (operation.target_region == kAbsent) return kAbsent;
    const std::uint32_t position =
        view_.run.evidence.replicas.position(operation.target_region, version);
    return position == kAbsent ? kAbsent : at_region_[operation.target_region][position];
  }

  std::string told(std::uint32_t o) const {
    const Operation& operation = history_.operations[o];
    if (operation.outcome == Outcome::kUnknown)
      return fmt::format("#{}: outcome unknown", operation.id);
    if (operation.condition_failed)
      return fmt::format("#{}: refused, the condition failed", operation.id);
    if (operation.outcome == Outcome::kFailed) return fmt::format("#{}: failed", operation.id);
    if (operation.is_write()) {
      return fmt::format("#{}: told OK; fate {}", operation.id,
                         fate_text(view_.run.ledger.operations[o]));
    }
    return operation.version == kAbsent
               ? fmt::format("#{}: found nothing", operation.id)
               : fmt::format("#{}: read {}", operation.id, view_.name(operation.version));
  }

  // Replies stand between the requests of their client, in the order of the driver's file.
  void insert_replies() {
    for (std::size_t s = 0; s < history_.steps.size(); ++s) {
      const ClientStep& step = history_.steps[s];
      const Operation& operation = history_.operations[step.operation];
      if (!view_.wants(operation)) continue;
      std::uint32_t event = sent_[step.operation];
      if (!step.begins) {
        event = add(client_host(operation.session), *operation.completed, told_by(step.operation),
                    told(step.operation));
      }
      client_order_[client_host(operation.session)].push_back(event);
    }
    reorder_clients();
  }

  // Rewrites each client's events so that they stand in its own order.
  void reorder_clients() {
    std::vector<std::uint32_t> place(out_.events.size(), kAbsent);
    std::vector<CausalEvent> sorted;
    sorted.reserve(out_.events.size());
    const auto put = [&](std::uint32_t event) {
      place[event] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(out_.events[event]));
    };
    for (const std::vector<std::uint32_t>& events : at_region_) {
      for (const std::uint32_t event : events) {
        if (event != kAbsent) put(event);
      }
    }
    for (const auto& [host, events] : client_order_) {
      for (const std::uint32_t event : events) put(event);
    }
    for (CausalEvent& event : sorted) {
      if (event.after != kAbsent) event.after = place[event.after];
    }
    out_.events = std::move(sorted);
  }

  const ExportView& view_;
  const History& history_;
  CausalEvents out_;
  std::map<std::uint32_t, std::uint32_t> sessions_;  // host by session
  std::vector<std::uint32_t> sent_;                  // event by operation
  std::vector<std::uint32_t> accepted_;              // event by version
  std::vector<std::vector<std::uint32_t>> at_region_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> arrivals_;     // event, version
  std::map<std::uint32_t, std::vector<std::uint32_t>> client_order_;  // by host
};

// Takes the events of all hosts, each host's in order, the earliest that may go first.
class CausalQueue {
 public:
  explicit CausalQueue(const CausalEvents& in)
      : in_(in),
        done_(in.events.size(), false),
        lines_(in.hosts.size()),
        heads_(in.hosts.size(), 0) {
    for (std::uint32_t e = 0; e < in.events.size(); ++e) lines_[in.events[e].host].push_back(e);
    for (std::uint32_t host = 0; host < lines_.size(); ++host) offer(host);
  }

  std::vector<std::uint32_t> order() && {
    while (out_.size() < in_.events.size()) {
      if (ready_.empty()) release();
      const std::uint32_t event = std::get<2>(ready_.top());
      ready_.pop();
      take(event);
    }
    return std::move(out_);
  }

 private:
  using Entry = std::tuple<std::int64_t, std::uint32_t, std::uint32_t>;  // time, host, event

  void offer(std::uint32_t host) {
    if (heads_[host] == lines_[host].size()) return;
    const std::uint32_t event = lines_[host][heads_[host]];
    const std::uint32_t after = in_.events[event].after;
    const Entry entry{in_.events[event].at.ns, host, event};
    if (after == kAbsent || done_[after]) {
      ready_.push(entry);
    } else {
      waiting_.emplace(after, entry);
    }
  }

  void take(std::uint32_t event) {
    done_[event] = true;
    out_.push_back(event);
    const std::uint32_t host = in_.events[event].host;
    ++heads_[host];
    offer(host);
    const auto [begin, end] = waiting_.equal_range(event);
    for (auto at = begin; at != end; ++at) ready_.push(at->second);
    waiting_.erase(begin, end);
  }

  // All wait for one another: the trace contradicts itself. The earliest goes.
  void release() {
    auto first = waiting_.begin();
    for (auto at = waiting_.begin(); at != waiting_.end(); ++at) {
      if (at->second < first->second) first = at;
    }
    ready_.push(first->second);
    waiting_.erase(first);
  }

  const CausalEvents& in_;
  std::vector<bool> done_;
  std::vector<std::vector<std::uint32_t>> lines_;  // by host
  std::vector<std::size_t> heads_;                 // by host: the next of its line
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> ready_;
  std::multimap<std::uint32_t, Entry> waiting_;  // by the event waited for
  std::vector<std::uint32_t> out_;
};

}  // namespace

CausalEvents causal_events(const ExportView& view) {
  return CausalCollector(view).collect();
}

std::vector<std::uint32_t> causal_order(const CausalEvents& events) {
  return CausalQueue(events).order();
}

}  // namespace lastwrite
