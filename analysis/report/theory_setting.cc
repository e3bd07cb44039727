#include "analysis/report/theory_setting.h"

namespace lastwrite {
namespace {

std::optional<Duration> constant_lag(const Manifest& manifest, const RegionName& from,
                                     const RegionName& to) {
  for (const ManifestLink& link : manifest.links) {
    if (link.from == from.text && link.to == to.text) return link.constant;
  }
  return std::nullopt;
}

bool fits(const Manifest& manifest, const std::string& strategy) {
  const ManifestWorkload& workload = manifest.workload;
  return strategy == "blind-put" && manifest.regions.size() == 2 && workload.uniform_keys &&
         workload.key_count > 0 && workload.arrival_rate_per_region_per_s.has_value() &&
         workload.arrivals.rfind("poisson", 0) == 0 && manifest.faults.empty() &&
         !workload.expires && manifest.granularity != "attribute";
}

}  // namespace

std::optional<TheorySetting> theory_setting(const Manifest& manifest, const std::string& strategy) {
  if (!fits(manifest, strategy)) return std::nullopt;
  TheorySetting out;
  out.rate_per_item_per_s = *manifest.workload.arrival_rate_per_region_per_s /
                            static_cast<double>(manifest.workload.key_count);
  out.raw_stamps = manifest.stamp_rule == "wall";
  for (std::size_t i = 0; i < 2; ++i) {
    out.regions[i] = manifest.regions[i];
    const std::optional<Duration> lag =
        constant_lag(manifest, manifest.regions[i], manifest.regions[1 - i]);
    if (!lag) return std::nullopt;
    out.lag[i] = *lag;
    const auto clock = manifest.clock_offsets.find(manifest.regions[i].text);
    if (clock != manifest.clock_offsets.end()) out.clock[i] = clock->second;
  }
  return out;
}

}  // namespace lastwrite
