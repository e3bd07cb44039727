#include "scenarios/engine/network_preset.h"

#include <cmath>

#include <boost/json.hpp>
#include <fmt/ranges.h>

#include "region/base/check.h"
#include "replicator/link/aws_rtt.h"
#include "scenarios/engine/did_you_mean.h"

namespace lastwrite {
namespace {

constexpr Duration kPipelineMedian = 900ms;
constexpr Duration kPipelineP99 = 2400ms;

// The measured averages: round trips in milliseconds by source and destination.
class RoundTrips {
 public:
  RoundTrips() {
    boost::json::error_code error;
    const auto text = aws_rtt_json();
    document_ = boost::json::parse(boost::json::string_view(text.data(), text.size()), error);
    LW_CHECK(!error, "the embedded round-trip times are not JSON: {}", error.message());
  }

  bool knows(const RegionName& region) const { return rows().contains(region.text); }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& row : rows()) names.emplace_back(row.key());
    std::sort(names.begin(), names.end());
    return names;
  }

  Result<Duration> one_way(const RegionName& from, const RegionName& to) const {
    for (const auto& [source, destination] : {std::pair(&from, &to), std::pair(&to, &from)}) {
      const auto* row = rows().if_contains(source->text);
      const auto* cell = row == nullptr ? nullptr : row->as_object().if_contains(destination->text);
      if (cell == nullptr) continue;
      const double round_trip_ms = cell->as_object().at("avg").to_number<double>();
      return Duration(std::llround(round_trip_ms / 2 * 1e3) * 1000);
    }
    return fail(ErrorCode::kUsage, "no round trip between {} and {} has been measured", from, to);
  }

 private:
  const boost::json::object& rows() const { return document_.as_object().at("rtt_ms").as_object(); }

  boost::json::value document_;
};

LinkMap bare_links(const std::vector<RegionName>& regions) {
  LinkMap links;
  for (const RegionName& from : regions) {
    for (const RegionName& to : regions) {
      if (from != to) links.emplace(std::pair(from, to), LinkSpec{});
    }
  }
  return links;
}

Result<LinkMap> aws_links(const std::vector<RegionName>& regions, const Distribution& pipeline) {
  const RoundTrips measured;
  for (const RegionName& region : regions) {
    if (measured.knows(region)) continue;
    return fail(ErrorCode::kUsage,
                "no round-trip times are known of region '{}'{}: use preset none (up: --latency "
                "none) and set the "
                "latency of its links, or one of {}",
                region, did_you_mean(region.text, measured.names()),
                fmt::join(measured.names(), ", "));
  }
  LinkMap links = bare_links(regions);
  for (auto& [ends, link] : links) {
    const Result<Duration> latency = measured.one_way(ends.first, ends.second);
    if (!latency) return propagate(latency);
    link.latency = Distribution::fixed(*latency);
    link.pipeline = pipeline;
  }
  return links;
}

}  // namespace

std::vector<std::string> network_preset_names() {
  return {"none", "aws", "aws-like"};
}

Result<LinkMap> preset_links(std::string_view preset, const std::vector<RegionName>& regions) {
  if (preset == "none") return bare_links(regions);
  if (preset == "aws") return aws_links(regions, Distribution());
  if (preset == "aws-like") {
    return aws_links(regions, Distribution::lognormal(kPipelineMedian, kPipelineP99));
  }
  return fail(ErrorCode::kUsage, "unknown network preset '{}'{}: use {}", preset,
              did_you_mean(preset, network_preset_names()),
              fmt::join(network_preset_names(), ", "));
}

}  // namespace lastwrite
