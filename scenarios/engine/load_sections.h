// The sections of a scenario file, each read by a file of its own. Only the loader includes this.
//
// All of them report through `problems` and go on with defaults, so that they need no error paths.
// Threading: one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/map_reader.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// What every section may need: where files are looked for, which regions there are.
struct LoadContext {
  Problems& problems;
  std::string base_directory;
  std::vector<RegionName> regions;

  /// Reads a distribution; empirical files come out with a path that holds from everywhere.
  Result<Distribution> distribution(std::string_view text) const;
  /// A region of this scenario, or a sentence that says which there are.
  Result<RegionName> region(std::string_view text) const;
  /// The same, or "*" for any.
  Result<RegionName> region_or_any(std::string_view text) const;
};

/// Ten years: sums of spans stay far from the end of 64 bits.
inline constexpr Duration kSpanMax = Duration(std::int64_t{87'600} * 3'600 * 1'000'000'000);

/// A duration that must not be negative; one that must be above 0. Both are at most kSpanMax.
Result<Duration> parse_span(std::string_view text);
Result<Duration> parse_positive_span(std::string_view text);

/// One line of text, as it stands in a report: not empty, nothing at its end.
Result<std::string> parse_line(std::string_view text);

std::vector<RegionName> load_regions(MapReader& root, Problems& problems);
TableSpec load_table(MapReader& root, Problems& problems);
/// Reads `from`, `to` where `with_ends`, and the settings of a link, from a map that the caller
/// finishes.
LinkChange load_link_change(MapReader& reader, const LoadContext& context);
LinkEnds load_link_ends(MapReader& reader, const LoadContext& context);
LinkMap load_network(MapReader& root, const LoadContext& context);
/// `periodic` and `noisy` of a clock, from a map that the caller finishes.
std::optional<ClockWave> load_wave(MapReader& clock);
std::optional<Duration> load_noise(MapReader& clock);
std::map<RegionName, ClockSkew> load_clocks(MapReader& root, const LoadContext& context);
WorkloadSpec load_workload(MapReader& root, const LoadContext& context);
/// The value of `workload.schedule`, in the order of the file.
std::vector<ScheduledTask> load_schedule(const YamlNode& list, const LoadContext& context);
RetrySpec load_retry(MapReader& root, const LoadContext& context);
std::vector<StrategySpec> load_strategies(MapReader& root, const LoadContext& context,
                                          const TableSpec& table);
/// The value of `partition`, in any of its forms.
PartitionCut load_partition(const YamlNode& node, const LoadContext& context);
std::vector<FaultSpec> load_faults(MapReader& root, const LoadContext& context);
std::optional<LessonSpec> load_lesson(MapReader& root, Problems& problems);

}  // namespace lastwrite
