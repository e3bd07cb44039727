// The trace event format in JSON, which Perfetto and chrome://tracing open: regions are processes,
// sessions and the arrival of records are threads, requests are slices, replication is a flow.
//
// Source: "Trace Event Format" (Duffy et al., Google).
#include <algorithm>
#include <map>

#include "analysis/export/formats.h"
#include "analysis/export/processes.h"
#include "analysis/ledger/phases.h"
#include "analysis/report/names.h"
#include "region/base/json_text.h"

namespace lastwrite {
namespace {

constexpr std::uint32_t kDriverProcess = 1;
constexpr std::uint32_t kReplicationThread = 1;
constexpr std::uint32_t kFirstClientThread = 2;
constexpr Duration kEventSlice = 1us;  // acceptances and arrivals have no length of their own

std::string microseconds(Duration d) {
  return fmt::format("{}.{:03}", d.count() / 1000, d.count() % 1000);
}

// The colours of chrome://tracing for fates.
const char* colour_of(Fate fate) {
  if (is_lost(fate)) return "terrible";
  if (survives(fate)) return "good";
  return is_superseded(fate) ? "grey" : "bad";
}

class PerfettoTrace {
 public:
  PerfettoTrace(const ExportView& view, ExportSink& out)
      : view_(view), history_(view.history), begin_(view.begin()), out_(out) {}

  void write() {
    out_.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n");
    name_process(kDriverProcess, "run");
    for (std::uint32_t region = 0; region < history_.regions.size(); ++region) {
      name_process(process_of(region), view_.region(region));
      name_thread(process_of(region), kReplicationThread, "accepts and receives");
    }
    requests();
    for (std::uint32_t region = 0; region < history_.events.size(); ++region) region_events(region);
    marks();
    out_.write("\n]}\n");
  }

 private:
  static std::uint32_t process_of(std::uint32_t region) { return kDriverProcess + 1 + region; }

  void event(const std::string& members) {
    out_.print("{}{{{}}}", first_ ? "" : ",\n", members);
    first_ = false;
  }

  void name_process(std::uint32_t process, const std::string& name) {
    event(fmt::format(R"("ph":"M","name":"process_name","pid":{},"tid":0,"args":{{"name":{}}})",
                      process, json_text(name)));
    event(fmt::format(
        R"("ph":"M","name":"process_sort_index","pid":{0},"tid":0,"args":{{"sort_index":{0}}})",
        process));
  }
  void name_thread(std::uint32_t process, std::uint32_t thread, const std::string& name) {
    event(fmt::format(R"("ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":{}}})",
                      process, thread, json_text(name)));
  }

  // Slices of one thread must not overlap: a session that asks for two things at once has two.
  void requests() {
    std::vector<std::uint32_t> process(history_.operations.size(), kAbsent);
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> named;
    for (const ClientStep& step : history_.steps) {
      const Operation& operation = history_.operations[step.operation];
      if (!view_.wants(operation) || operation.client_region == kAbsent) continue;
      // A session that moves is a thread of each region it was in.
      const std::uint32_t seat = operation.session;
      if (!step.begins) {
        processes_.end(seat, process[step.operation], true);
        continue;
      }
      const std::uint32_t at = process[step.operation] = processes_.begin(seat);
      const std::uint32_t pid = process_of(operation.client_region);
      const std::uint32_t tid = kFirstClientThread + at;
      bool& known = named[{pid, tid}];
      if (!known) name_thread(pid, tid, fmt::format("session {}", operation.session));
      known = true;
      request(step.operation, pid, tid);
    }
  }

  void request(std::uint32_t o, std::uint32_t pid, std::uint32_t tid) {
    const Operation& operation = history_.operations[o];
    const TrueTime end = operation.completed.value_or(trace_end_of(history_));
    std::string args = fmt::format(
        R"("item":{},"target":{},"task":{},"attempt":{},"outcome":"{}")",
        json_text(history_.items[operation.item].key),
        json_text(view_.region(operation.target_region)), operation.task, operation.attempt,
        operation.completed ? outcome_text(operation.outcome) : "unknown");
    std::string more;
    if (operation.acknowledged()) {
      const Fate fate = view_.run.ledger.operations[o];
      args += fmt::format(R"(,"fate":"{}")", fate_text(fate));
      more = fmt::format(R"(,"cname":"{}")", colour_of(fate));
    }
    if (operation.is_read() && operation.version != kAbsent)
      args += fmt::format(R"(,"read":{})", json_text(view_.name(operation.version)));
    event(fmt::format(
        R"("ph":"X","cat":"request","name":{},"pid":{},"tid":{},"ts":{},"dur":{},"args":{{{}}}{})",
        json_text(fmt::format("{} #{}", kind_text(operation.kind), operation.id)), pid, tid,
        microseconds(operation.invoked - begin_), microseconds(end - operation.invoked), args,
        more));
  }

  void region_events(std::uint32_t region) {
    const std::vector<RegionEvent>& events = history_.events[region];
    TrueTime free = begin_;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
      if (!view_.wants(history_.versions[events[i].version].item)) continue;
      // Several in one turn of the region: one behind the other, a nanosecond each.
      const TrueTime at = std::max(free, events[i].at);
      Duration length = kEventSlice;
      if (i + 1 < events.size())
        length = std::clamp(events[i + 1].at - at, Duration(1), kEventSlice);
      region_event(region, i, at, length);
      free = at + length;
    }
  }

  void region_event(std::uint32_t region, std::uint32_t index, TrueTime at, Duration length) {
    const RegionEvent& told = history_.events[region][index];
    const Version& version = history_.versions[told.version];
    const bool accept = told.kind == RegionEvent::Kind::kAccept;
    const char* what = accept                                       ? "accept"
                       : told.kind == RegionEvent::Kind::kInstalled ? "install"
                       : told.kind == RegionEvent::Kind::kDuplicate ? "duplicate"
                                                                    : "discard";
    const std::string where = fmt::format(R"("pid":{},"tid":{},"ts":{})", process_of(region),
                                          kReplicationThread, microseconds(at - begin_));
    std::string args =
        fmt::format(R"("item":{},"stamp":{})", json_text(history_.items[version.item].key),
                    json_text(stamp_id(version.stamp)));
    if (!accept) args += fmt::format(R"(,"lag_ms":{:.6f})", to_ms(told.at - told.accepted_at));
    event(fmt::format(R"("ph":"X","cat":"{}","name":{},{},"dur":{},"args":{{{}}})",
                      accept ? "accept" : "arrive",
                      json_text(fmt::format("{} {}", what, view_.name(told.version))), where,
                      microseconds(length), args));
    if (!version.accepted) return;
    if (!accept) {
      if (arrival(region, told.version) == index) flow("f", region, told.version, where);
      return;
    }
    for (std::uint32_t to = 0; to < history_.regions.size(); ++to) {
      if (to != region && arrival(to, told.version) != kAbsent) flow("s", to, told.version, where);
    }
  }

  // Where among the events of `to` the version itself arrived, not a newer one in its place.
  std::uint32_t arrival(std::uint32_t to, std::uint32_t version) const {
    const std::uint32_t at = view_.run.evidence.replicas.position(to, version);
    return at != kAbsent && history_.events[to][at].version == version ? at : kAbsent;
  }

  // A flow is one chain: so one for each destination.
  void flow(const char* phase, std::uint32_t to, std::uint32_t version, const std::string& where) {
    const std::uint64_t id = std::uint64_t{version} * history_.regions.size() + to + 1;
    event(fmt::format(R"("ph":"{}","bp":"e","cat":"replication","name":"replicate","id":{},{})",
                      phase, id, where));
  }

  void marks() {
    for (const PhaseMark& mark : history_.phases) instant(mark.at, "phase", mark.name);
    for (const FaultMark& mark : history_.faults)
      instant(mark.at, "fault", mark.description + (mark.begins ? " begins" : " ends"));
  }
  void instant(TrueTime at, const char* category, const std::string& name) {
    event(fmt::format(R"("ph":"i","s":"g","cat":"{}","name":{},"pid":{},"tid":0,"ts":{})", category,
                      json_text(name), kDriverProcess, microseconds(at - begin_)));
  }

  const ExportView& view_;
  const History& history_;
  TrueTime begin_;
  ExportSink& out_;
  bool first_ = true;
  Processes processes_;
};

}  // namespace

Result<void> export_perfetto(const ExportView& view, ExportTarget& target) {
  PerfettoTrace(view, target.file(fmt::format("perfetto-{}.json", file_stem(view.run.name))))
      .write();
  return {};
}

}  // namespace lastwrite
