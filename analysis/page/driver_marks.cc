#include "analysis/page/driver_marks.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/ledger/phases.h"
#include "analysis/report/run_clock.h"

namespace lastwrite {
namespace {

struct FaultStretch {
  const FaultMark* mark = nullptr;
  TrueTime begin;
  std::optional<TrueTime> end = std::nullopt;
};

std::vector<FaultStretch> fault_stretches(const History& history) {
  std::vector<FaultStretch> out;
  for (const FaultMark& mark : history.faults) {
    if (mark.begins) {
      out.push_back({&mark, mark.at});
      continue;
    }
    const auto open = std::find_if(out.begin(), out.end(), [&](const FaultStretch& stretch) {
      return !stretch.end && stretch.mark->description == mark.description &&
             stretch.mark->regions == mark.regions;
    });
    if (open != out.end()) open->end = mark.at;
  }
  return out;
}

void write_clock(const std::string& region, const std::vector<const ClockMark*>& marks,
                 TrueTime origin, std::size_t columns, JsonText& json) {
  std::vector<double> t_s;
  std::vector<std::int64_t> offset;
  const std::size_t step = marks.size() / columns + 1;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (i % step != 0 && i + 1 != marks.size()) continue;
    t_s.push_back(to_seconds(marks[i]->at - origin));
    offset.push_back(marks[i]->offset.count());
  }
  json.begin_object();
  json.member("region", region);
  json.column("t_s", t_s);
  json.column("offset", offset);
  json.end_object();
}

}  // namespace

void write_phases(const History& history, Duration planned, JsonText& json) {
  const std::optional<Window> window = measure_window(history);
  json.member("measure_s", to_seconds(window ? window->end - window->begin : planned));
  json.key("phases");
  json.begin_array();
  const TrueTime origin = run_origin(history);
  for (std::size_t i = 0; i < history.phases.size(); ++i) {
    const PhaseMark& phase = history.phases[i];
    const bool last = i + 1 == history.phases.size();
    const TrueTime end = last ? trace_end_of(history) : history.phases[i + 1].at;
    if (end <= phase.at) continue;
    json.begin_object();
    json.member("name", phase.name);
    json.member("begin_s", to_seconds(phase.at - origin));
    json.member("end_s", to_seconds(end - origin));
    json.end_object();
  }
  json.end_array();
}

void write_faults(const History& history, JsonText& json) {
  const TrueTime origin = run_origin(history);
  json.key("faults");
  json.begin_array();
  for (const FaultStretch& stretch : fault_stretches(history)) {
    json.begin_object();
    json.member("text", stretch.mark->description);
    json.column("regions", stretch.mark->regions);
    json.member("begin_s", to_seconds(stretch.begin - origin));
    if (stretch.end) json.member("end_s", to_seconds(*stretch.end - origin));
    json.end_object();
  }
  json.end_array();
}

void write_clocks(const History& history, const PageBudget& budget, JsonText& json) {
  std::map<std::uint32_t, std::vector<const ClockMark*>> regions;
  for (const ClockMark& mark : history.clocks) regions[mark.region].push_back(&mark);
  json.key("clocks");
  json.begin_array();
  for (const auto& [region, marks] : regions) {
    write_clock(history.regions[region].text, marks, run_origin(history), budget.time_columns,
                json);
  }
  json.end_array();
}

}  // namespace lastwrite
