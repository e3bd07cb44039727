#include "analysis/report/staleness_json.h"

#include <boost/json.hpp>

namespace lastwrite {
namespace {

namespace json = boost::json;

template <typename T>
json::value value_or_null(const std::optional<T>& value) {
  if (!value) return nullptr;
  return *value;
}

json::value ns_or_null(const std::optional<Duration>& duration) {
  if (!duration) return nullptr;
  return duration->count();
}

json::object reads_json(const ReadStaleness& r) {
  json::value share = nullptr;
  if (r.reads() > 0) {
    share = json::object{{"estimate", r.stale.estimate}, {"low", r.stale.low},
                         {"high", r.stale.high},         {"hits", r.stale.hits},
                         {"trials", r.stale.trials},     {"design_effect", r.stale.design_effect}};
  }
  return {{"count", r.reads()},
          {"stale_read_share", share},
          {"k_mean", r.mean},
          {"k_p50", value_or_null(r.p50)},
          {"k_p90", value_or_null(r.p90)},
          {"k_p99", value_or_null(r.p99)},
          {"k_max", r.max}};
}

json::object session_counts(const std::array<GuaranteeCount, kGuaranteeCount>& counts) {
  json::object out;
  for (std::size_t g = 0; g < kGuaranteeCount; ++g) {
    out[guarantee_text(static_cast<Guarantee>(g))] =
        json::object{{"checked", counts[g].checked}, {"violated", counts[g].violated}};
  }
  return out;
}

json::array visibility(const std::vector<TimeVisibility>& rows,
                       const std::vector<RegionName>& regions) {
  json::array out;
  for (const TimeVisibility& row : rows) {
    json::array within{json::object{{"t_ns", 0}, {"share", value_or_null(row.at_once)}}};
    for (std::size_t i = 0; i < kVisibilityTimes.size(); ++i) {
      within.push_back(json::object{{"t_ns", kVisibilityTimes[i].count()},
                                    {"share", value_or_null(row.within[i])}});
    }
    out.push_back(json::object{{"from", regions[row.from].text},
                               {"to", regions[row.to].text},
                               {"writes", row.writes},
                               {"never", row.never},
                               {"within", std::move(within)},
                               {"t50_ns", ns_or_null(row.t50)},
                               {"t99_ns", ns_or_null(row.t99)},
                               {"t999_ns", ns_or_null(row.t999)}});
  }
  return out;
}

json::object exposure(const Exposure& e) {
  return {{"lost", e.lost},
          {"never_visible", e.never_visible},
          {"read", e.read},
          {"reads", e.reads},
          {"total_ns", e.total.count()},
          {"p50_ns", ns_or_null(e.p50)},
          {"p90_ns", ns_or_null(e.p90)},
          {"p99_ns", ns_or_null(e.p99)},
          {"max_ns", ns_or_null(e.max)}};
}

json::value divergence(const Divergence& d) {
  if (d.items == 0) return nullptr;
  return json::object{
      {"items", d.items}, {"divergence_share", d.item_share}, {"any_share", d.any_share}};
}

json::array lags(const std::vector<ThreeLags>& rows, const std::vector<RegionName>& regions) {
  json::array out;
  for (const ThreeLags& row : rows) {
    out.push_back(json::object{{"from", regions[row.from].text},
                               {"to", regions[row.to].text},
                               {"accepted", row.accepted},
                               {"outstanding", row.outstanding},
                               {"coalesced", row.coalesced},
                               {"delivery_p50_ns", ns_or_null(row.delivery_p50)},
                               {"delivery_p90_ns", ns_or_null(row.delivery_p90)},
                               {"delivery_p99_ns", ns_or_null(row.delivery_p99)},
                               {"visible", row.visible},
                               {"never_visible", row.never_visible},
                               {"visibility_p50_ns", ns_or_null(row.visibility_p50)},
                               {"visibility_p99_ns", ns_or_null(row.visibility_p99)},
                               {"apparent_min_ns", ns_or_null(row.apparent_min)},
                               {"apparent_p50_ns", ns_or_null(row.apparent_p50)},
                               {"apparent_p99_ns", ns_or_null(row.apparent_p99)},
                               {"apparent_max_ns", ns_or_null(row.apparent_max)}});
  }
  return out;
}

}  // namespace

json::object staleness_json(const StalenessSummary& numbers,
                            const std::vector<RegionName>& regions) {
  return {{"reads", reads_json(numbers.reads)},
          {"sessions", json::object{{"sticky", session_counts(numbers.sessions.sticky)},
                                    {"roaming", session_counts(numbers.sessions.roaming)}}},
          {"t_visibility", visibility(numbers.visibility, regions)},
          {"exposure", exposure(numbers.exposure)},
          {"divergence", divergence(numbers.divergence)},
          {"lags", lags(numbers.lags, regions)}};
}

}  // namespace lastwrite
