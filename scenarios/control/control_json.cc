#include "scenarios/control/control_json.h"

#include <map>

#include <boost/json.hpp>

namespace lastwrite {
namespace json = boost::json;
namespace {

json::object counts_json(const std::map<std::string, std::uint64_t>& counts) {
  json::object out;
  for (const auto& [name, count] : counts) out[name] = count;
  return out;
}

json::object totals_json(const LiveTotals& totals) {
  return {
      {"writes", totals.writes},
      {"lost", totals.lost},
      {"superseded", totals.superseded},
      {"standing", totals.standing()},
      {"open", totals.open},
      {"given_up", totals.given_up},
      {"rate",
       {{"estimate", totals.rate.estimate}, {"low", totals.rate.low}, {"high", totals.rate.high}}},
      {"by_cause", counts_json(totals.by_fate)},
      {"by_pattern", counts_json(totals.by_pattern)}};
}

json::object write_json(const WriteFacts& write, Duration wall_offset) {
  json::object out{{"region", write.stamp.region.text},
                   {"session", write.session},
                   {"kind", write.kind},
                   {"pattern", pattern_text(write.pattern)},
                   {"stamp", stamp_text(write.stamp)},
                   {"at", time_of_day(write.at, wall_offset)},
                   {"conditional", write.conditional}};
  if (write.base) out["base"] = stamp_text(*write.base);
  return out;
}

json::object loss_object(const LostWrite& loss, const StoryContext& context) {
  json::array story;
  for (const std::string& line : loss_story(loss, context)) story.push_back(json::string(line));
  json::object out{{"number", loss.number},
                   {"cause", fate_text(loss.fate)},
                   {"pattern", pattern_text(loss.write->pattern)},
                   {"table", loss.write->table},
                   {"key", loss.write->key},
                   {"write", write_json(*loss.write, context.wall_offset)},
                   {"overwritten_by", write_json(*loss.by, context.wall_offset)},
                   {"why", loss_reason(loss, context)},
                   {"would_have_prevented_it", loss_advice(loss)},
                   {"story", std::move(story)}};
  if (loss.root) out["root_cause"] = write_json(*loss.root->write, context.wall_offset);
  return out;
}

json::object peer_json(const PeerState& peer) {
  return {{"peer", peer.peer.text},
          {"connected", peer.connected},
          {"asked", peer.asked},
          {"outstanding", peer.outstanding_records},
          {"oldest_ms", to_ms(peer.oldest_outstanding)}};
}

json::object region_json(const ControlledRegion& region, const LossWatch& watch) {
  const LiveLedger::OfRegion counts = watch.ledger().of_region(region.region);
  json::object out{{"region", region.region.text}};
  if (!region.endpoint.empty()) out["endpoint"] = "http://" + region.endpoint;
  out["running"] = region.down.empty();
  out["writes"] = counts.writes;
  out["lost"] = counts.lost;
  if (!region.down.empty()) out["down"] = region.down;
  if (region.silent) out["silent"] = true;
  if (!region.state) return out;
  out["head"] = region.state->head;
  out["clock_offset_ms"] = to_ms(region.state->clock_offset);
  json::array& peers = out["peers"].emplace_array();
  for (const PeerState& peer : region.state->peers) peers.push_back(peer_json(peer));
  return out;
}

json::object link_json(const LinkPair& pair, const LinkSpec& link) {
  return {{"from", pair.first.text},           {"to", pair.second.text},
          {"latency", link.latency.to_text()}, {"pipeline", link.pipeline.to_text()},
          {"loss_ppm", link.loss_ppm},         {"paused", link.paused},
          {"partitioned", link.partitioned}};
}

json::object status_object(const std::vector<ControlledRegion>& regions, const ServedLinks& links,
                           const LossWatch& watch) {
  json::object out = totals_json(watch.ledger().totals({}));
  json::array& all = out["regions"].emplace_array();
  for (const ControlledRegion& region : regions) all.push_back(region_json(region, watch));
  json::array& between = out["links"].emplace_array();
  for (const auto& [pair, link] : links.all()) between.push_back(link_json(pair, link));
  if (!watch.broken().empty()) out["broken"] = watch.broken();
  return out;
}

json::value lag_json(const PulseBeat& beat, const LinkPair& pair) {
  const auto found = beat.lags.find(pair);
  if (found == beat.lags.end()) return nullptr;
  const PairLag& lag = found->second;
  return json::object{{"records", lag.records},
                      {"p50_ms", to_ms(lag.p50)},
                      {"p99_ms", to_ms(lag.p99)},
                      {"last_ms", to_ms(lag.last)}};
}

std::int64_t unix_ms(WallTime at) {
  return at.ns / 1'000'000;
}

std::uint64_t writes_in(const PulseBeat& beat) {
  std::uint64_t all = 0;
  for (const auto& [region, writes] : beat.writes) all += writes;
  return all;
}

json::object second_json(const ClusterSecond& second, const ServedLinks& links) {
  json::object by_region;
  for (const auto& [region, writes] : second.beat.writes) by_region[region.text] = writes;
  json::object out{{"at_ms", unix_ms(second.at)},
                   {"writes", writes_in(second.beat)},
                   {"lost", second.lost},
                   {"by_region", std::move(by_region)}};
  json::array& lags = out["lags"].emplace_array();
  for (const auto& [pair, link] : links.all()) lags.push_back(lag_json(second.beat, pair));
  return out;
}

json::object key_attribute_json(const KeyAttribute& attribute) {
  constexpr std::string_view kTypes = "SNB";
  return {{"name", attribute.name},
          {"type", kTypes.substr(static_cast<std::size_t>(attribute.type), 1)}};
}

json::object run_json(const ShownRun& run) {
  json::object out{{"scenario", run.scenario},
                   {"question", run.question},
                   {"strategy", run.strategy},
                   {"number", run.number},
                   {"of", run.of},
                   {"phase", run.phase}};
  if (!run.remark.empty()) out["remark"] = run.remark;
  json::array& done = out["done"].emplace_array();
  for (const ShownResult& one : run.done)
    done.push_back({{"strategy", one.strategy}, {"writes", one.writes}, {"lost", one.lost}});
  return out;
}

struct TableSeen {
  KeySchema schema;
  std::vector<std::string> regions = {};
};

json::array tables_json(const std::vector<ControlledRegion>& regions) {
  std::map<std::string, TableSeen> tables;
  for (const ControlledRegion& one : regions) {
    for (const auto& [name, schema] : one.keys)
      tables.try_emplace(name, TableSeen{schema}).first->second.regions.push_back(one.region.text);
  }
  json::array out;
  for (const auto& [name, table] : tables) {
    json::array key{key_attribute_json(table.schema.partition)};
    if (table.schema.sort) key.push_back(key_attribute_json(*table.schema.sort));
    out.push_back(
        {{"name", name}, {"key", std::move(key)}, {"regions", json::value_from(table.regions)}});
  }
  return out;
}

}  // namespace

std::string status_json(const std::vector<ControlledRegion>& regions, const ServedLinks& links,
                        const LossWatch& watch) {
  return json::serialize(status_object(regions, links, watch));
}

std::string state_json(const std::vector<ControlledRegion>& regions, ClusterControl& control,
                       const ClusterSecond& second, const ShownRun* run) {
  LossWatch& watch = control.watch();
  json::object out = status_object(regions, control.links(), watch);
  if (run != nullptr) out["run"] = run_json(*run);
  out["second"] = second_json(second, control.links());
  out["tables"] = tables_json(regions);
  out["watching"] = watch.watching();
  json::array& written = out["written"].emplace_array();
  for (const WrittenItem& one : watch.pulse().written())
    written.push_back({{"table", one.table}, {"key", one.key}});
  return json::serialize(out);
}

std::string greeting_json(const Greeting& greeting, const ServedLinks& links) {
  json::object out{{"may_change", greeting.may_change}};
  json::array& seconds = out["seconds"].emplace_array();
  for (const ClusterSecond& one : greeting.seconds) seconds.push_back(second_json(one, links));
  return json::serialize(out);
}

std::string loss_json(const LostWrite& loss, const StoryContext& context) {
  return json::serialize(loss_object(loss, context));
}

std::string note_json(const ConsoleNote& note) {
  json::object out{{"sentence", note.sentence}, {"last", note.last}};
  if (!note.report.empty()) out["report"] = note.report;
  return json::serialize(out);
}

std::string losses_json(const LossWatch& watch, const LossQuery& query) {
  json::object out = totals_json(watch.ledger().totals({query.table}));
  const StoryContext context = watch.story_context();
  json::array& losses = out["losses"].emplace_array();
  std::uint64_t last = query.after;
  for (const LostWrite& loss : watch.ledger().losses()) {
    if (loss.number <= query.after) continue;
    last = loss.number;
    if (!query.table.empty() && loss.write->table != query.table) continue;
    losses.push_back(loss_object(loss, context));
  }
  out["last"] = last;
  return json::serialize(out);
}

std::string losses_metrics(const std::vector<RegionName>& regions, const LossWatch& watch) {
  const LiveTotals totals = watch.ledger().totals({});
  std::string out =
      "# HELP lastwrite_accepted_writes_total Writes that the region acknowledged.\n"
      "# TYPE lastwrite_accepted_writes_total counter\n";
  for (const RegionName& region : regions)
    out += fmt::format("lastwrite_accepted_writes_total{{region=\"{}\"}} {}\n", region,
                       watch.ledger().of_region(region).writes);
  out +=
      "# HELP lastwrite_lost_writes_total Acknowledged writes of the region that are gone.\n"
      "# TYPE lastwrite_lost_writes_total counter\n";
  for (const RegionName& region : regions)
    out += fmt::format("lastwrite_lost_writes_total{{region=\"{}\"}} {}\n", region,
                       watch.ledger().of_region(region).lost);
  out +=
      "# HELP lastwrite_lost_writes_by_cause_total Acknowledged writes that are gone, by cause.\n"
      "# TYPE lastwrite_lost_writes_by_cause_total counter\n";
  for (const auto& [cause, count] : totals.by_fate)
    out += fmt::format("lastwrite_lost_writes_by_cause_total{{cause=\"{}\"}} {}\n", cause, count);
  return out + fmt::format(
                   "# HELP lastwrite_open_writes Acknowledged writes that are not decided yet.\n"
                   "# TYPE lastwrite_open_writes gauge\nlastwrite_open_writes {}\n",
                   totals.open);
}

}  // namespace lastwrite
