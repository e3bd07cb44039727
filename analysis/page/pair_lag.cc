#include "analysis/page/pair_lag.h"

#include <utility>

#include "analysis/page/lag_bands.h"
#include "analysis/page/lag_curve.h"
#include "analysis/page/lag_heat.h"
#include "analysis/page/waiting.h"

namespace lastwrite {
namespace {

struct PairOfRegions {
  std::uint32_t from = kAbsent;
  std::uint32_t to = kAbsent;
  std::uint64_t arrived = 0;  // of what was accepted while measuring
};

class PairLags {
 public:
  PairLags(const StrategyRun& run, const PairChoice& choice, const PageBudget& budget)
      : run_(run), budget_(budget), window_(measure_window(run.history)) {
    if (!window_) return;
    const auto regions = static_cast<std::uint32_t>(run.history.regions.size());
    for (std::uint32_t from = 0; from < regions; ++from) {
      for (std::uint32_t to = 0; to < regions; ++to) {
        if (from != to && choice.drawn(from, to)) add(from, to);
      }
    }
  }

  void write(JsonText& json) const {
    HeatAxes axes;
    if (window_) axes = heat_axes(passages_, *window_, budget_.heat_columns, budget_.heat_rows);
    json.key("lag");
    json.begin_array();
    if (window_) {
      const OutstandingMatrix outstanding = outstanding_at_end(run_.evidence);
      for (std::size_t i = 0; i < pairs_.size(); ++i) {
        write_pair(pairs_[i], passages_[i], outstanding[pairs_[i].from][pairs_[i].to], axes, json);
      }
    }
    json.end_array();
    json.key("heat");
    write_axes(axes, json);
    json.key("backlog");
    json.begin_array();
    for (std::size_t i = 0; i < pairs_.size(); ++i) write_waiting(pairs_[i], passages_[i], json);
    json.end_array();
  }

 private:
  void add(std::uint32_t from, std::uint32_t to) {
    std::vector<Passage> found = passages(run_.evidence, from, to);
    PairOfRegions pair{from, to, 0};
    std::uint64_t sent = 0;
    for (const Passage& p : found) {
      if (!window_->contains(p.accepted)) continue;
      ++sent;
      pair.arrived += p.arrived ? 1 : 0;
    }
    if (sent == 0) return;
    pairs_.push_back(pair);
    passages_.push_back(std::move(found));
  }

  void write_pair(const PairOfRegions& pair, const std::vector<Passage>& through,
                  const Outstanding& outstanding, const HeatAxes& axes, JsonText& json) const {
    json.begin_object();
    json.member("from", run_.history.regions[pair.from].text);
    json.member("to", run_.history.regions[pair.to].text);
    json.member("count", pair.arrived);
    json.member("outstanding", outstanding.records);
    json.member("oldest", outstanding.oldest_age.count());
    json.key("ecdf");
    write_curve(measured_curve(through, *window_, budget_.curve_points), json);
    json.key("injected_ecdf");
    write_curve(injected_curve(through, *window_, budget_.curve_points), json);
    json.column("heat", heat_cells(through, *window_, axes));
    json.key("bands");
    write_bands(lag_bands(through, *window_, budget_.time_columns), json);
    json.end_object();
  }

  void write_waiting(const PairOfRegions& pair, const std::vector<Passage>& through,
                     JsonText& json) const {
    const TimeSteps steps = steps_of(through, *window_, budget_.time_columns);
    const Waiting waiting = waiting_by_step(through, steps);
    std::vector<std::int64_t> oldest;
    oldest.reserve(waiting.oldest.size());
    for (const Duration age : waiting.oldest) oldest.push_back(age.count());
    json.begin_object();
    json.member("from", run_.history.regions[pair.from].text);
    json.member("to", run_.history.regions[pair.to].text);
    json.column("t_s", steps.begins_s());
    json.column("records", waiting.records);
    json.column("oldest", oldest);
    json.end_object();
  }

  const StrategyRun& run_;
  const PageBudget& budget_;
  std::optional<Window> window_;
  std::vector<PairOfRegions> pairs_;
  std::vector<std::vector<Passage>> passages_;  // of each pair
};

}  // namespace

void write_pair_lags(const StrategyRun& run, const PairChoice& choice, const PageBudget& budget,
                     JsonText& json) {
  PairLags(run, choice, budget).write(json);
}

}  // namespace lastwrite
