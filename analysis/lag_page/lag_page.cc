#include "analysis/lag_page/lag_page.h"

#include <set>

#include "analysis/lag_page/drawn_pairs.h"
#include "analysis/page/lag_bands.h"
#include "analysis/page/page_template.h"
#include "analysis/report/atomic_file.h"
#include "region/base/distribution.h"

namespace lastwrite {
namespace {

constexpr int kSummaryFormat = 1;  // summary.json
constexpr std::string_view kName = "samples";

std::optional<std::int64_t> ns_of(const std::optional<Quantile>& quantile) {
  if (!quantile || !quantile->value) return std::nullopt;
  return quantile->value->count();
}

std::string sentence(const LagReport& report) {
  const std::string threshold = duration_text(report.threshold);
  if (report.alarm)
    return fmt::format("An alarm on ReplicationLatency above {} would have gone off.", threshold);
  if (report.late)
    return fmt::format(
        "Records took longer than {}, and an alarm on ReplicationLatency would have kept silent.",
        threshold);
  return fmt::format("Nothing took longer than {}.", threshold);
}

void write_facts(const LagInput& input, const LagReport& report, JsonText& json) {
  std::set<std::string> places;
  for (const PairReport& pair : report.pairs) places.insert({pair.source, pair.destination});
  json.begin_object();
  json.member("scenario", fmt::format("{}", fmt::join(report.origins, ", ")));
  json.member("question", sentence(report));
  json.member("runtime", "samples");
  for (const char* none : {"version", "command", "repeat", "started"}) json.member(none, "");
  json.member("seed", 0);
  json.column("regions", std::vector<std::string>(places.begin(), places.end()));
  json.key("hashes");
  json.verbatim("[]");
  json.member("detail", "full");
  json.column("not_covered", input.remarks);
  json.end_object();
}

void write_row(const PairReport& pair, JsonText& json) {
  json.begin_object();
  json.member("from", pair.source);
  json.member("to", pair.destination);
  json.member("count", pair.records);
  json.member("p50_ns", ns_of(pair.p50));
  json.member("p90_ns", ns_of(pair.p90));
  json.member("p99_ns", ns_of(pair.p99));
  json.member("max_ns", ns_of(pair.max));
  for (const char* unknown : {"injected_p50_ns", "added_p50_ns", "added_p99_ns"})
    json.member(unknown, std::optional<std::int64_t>());
  json.member("outstanding", pair.waiting ? pair.waiting->records : 0);
  json.member("oldest_age_ns", pair.waiting ? pair.waiting->oldest_age.count() : 0);
  json.end_object();
}

void write_summary(const LagReport& report, JsonText& json) {
  json.begin_object();
  json.member("format", kSummaryFormat);
  json.member("verdict", report.late || report.alarm ? "violated" : "ok");
  json.member("reason", sentence(report));
  json.key("strategies");
  json.begin_array();
  json.begin_object();
  json.member("name", kName);
  json.key("replication_latency");
  json.begin_array();
  for (const PairReport& pair : report.pairs) write_row(pair, json);
  json.end_array();
  json.end_object();
  json.end_array();
  json.key("expectations");
  json.verbatim("[]");
  json.end_object();
}

void write_pair(const DrawnPair& pair, const DrawnPairs& drawn, JsonText& json) {
  const PairReport& row = *pair.report;
  json.begin_object();
  json.member("from", row.source);
  json.member("to", row.destination);
  json.member("count", row.records);
  json.member("outstanding", row.waiting ? row.waiting->records : 0);
  json.member("oldest", row.waiting ? row.waiting->oldest_age.count() : 0);
  json.key("ecdf");
  write_curve(pair.curve, json);
  json.key("injected_ecdf");
  write_curve({}, json);
  json.column("heat", drawn.timed ? heat_cells(pair.passages, drawn.window, drawn.axes)
                                  : std::vector<std::uint64_t>());
  json.key("bands");
  write_bands(
      drawn.timed ? lag_bands(pair.passages, drawn.window, drawn.budget.time_columns) : LagBands(),
      json);
  json.end_object();
}

void write_strategy(const DrawnPairs& drawn, JsonText& json) {
  json.begin_object();
  json.member("name", kName);
  json.member("measure_s", to_seconds(drawn.window.end - drawn.window.begin));
  for (const char* none : {"phases", "faults", "backlog", "activity", "clocks", "stories"}) {
    json.key(none);
    json.verbatim("[]");
  }
  json.key("lag");
  json.begin_array();
  for (const DrawnPair& pair : drawn.pairs) write_pair(pair, drawn, json);
  json.end_array();
  json.key("heat");
  write_axes(drawn.axes, json);
  for (const char* none : {"divergence", "diagram"}) {
    json.key(none);
    json.verbatim("null");
  }
  json.end_object();
}

}  // namespace

std::string lag_page_data(const LagInput& input, const LagReport& report) {
  JsonText json;
  json.begin_object();
  json.member("format", kPageFormat);
  json.key("run");
  write_facts(input, report, json);
  json.key("summary");
  write_summary(report, json);
  json.key("strategies");
  json.begin_array();
  write_strategy(draw_pairs(input, report), json);
  json.end_array();
  json.key("paired");
  json.verbatim("[]");
  json.end_object();
  return std::move(json).text();
}

Result<void> write_lag_page(const std::string& path, const LagInput& input,
                            const LagReport& report) {
  const Result<std::string> page = filled_page(page_template(), lag_page_data(input, report));
  if (!page) return propagate(page);
  return write_whole_file(path, *page);
}

}  // namespace lastwrite
