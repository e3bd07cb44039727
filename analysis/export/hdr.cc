// Percentiles as HdrHistogram's outputPercentileDistribution() prints them, in milliseconds, one
// file for each pair of regions. Its plotters and parsers read it.
//
// The steps are those of HdrHistogram's percentile iterator with 5 ticks per half distance: they
// grow finer the nearer they come to 100 %. Values are the samples themselves, not buckets.
// Source: https://github.com/HdrHistogram/HdrHistogram.
#include <algorithm>
#include <cmath>

#include "analysis/export/formats.h"

namespace lastwrite {
namespace {

constexpr double kTicksPerHalfDistance = 5;

double next_level(double level) {
  const double halvings = std::floor(std::log2(100.0 / (100.0 - level))) + 1;
  return level + 100.0 / (kTicksPerHalfDistance * std::exp2(halvings));
}

std::string distribution_line(Duration value, double level, std::size_t count) {
  return fmt::format("{:12.3f} {:2.12f} {:10} {:14.2f}\n", to_ms(value), level / 100, count,
                     1 / (1 - level / 100));
}

// `sorted` is not empty.
void write_distribution(const std::vector<Duration>& sorted, ExportSink& out) {
  const auto total = static_cast<double>(sorted.size());
  double level = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    const auto next =
        std::upper_bound(sorted.begin() + static_cast<std::ptrdiff_t>(i), sorted.end(), sorted[i]);
    const auto count = static_cast<std::size_t>(next - sorted.begin());
    const double reached = 100 * static_cast<double>(count) / total;
    while (reached >= level) {
      out.write(distribution_line(sorted[i], level, count));
      level = next_level(level);
      if (count == sorted.size()) break;
    }
    i = count;
  }
  out.print("{:12.3f} {:2.12f} {:10}\n", to_ms(sorted.back()), 1.0, sorted.size());
}

void write_summary(const std::vector<Duration>& sorted, std::uint64_t waiting, ExportSink& out) {
  const auto n = static_cast<double>(sorted.size());
  double sum = 0;
  for (const Duration lag : sorted) sum += to_ms(lag);
  const double mean = sorted.empty() ? 0 : sum / n;
  double squares = 0;
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    squares += (to_ms(sorted[i]) - mean) * (to_ms(sorted[i]) - mean);
    if (i == 0 || sorted[i] != sorted[i - 1]) ++distinct;
  }
  const double deviation = sorted.empty() ? 0 : std::sqrt(squares / n);
  out.print("#[Mean    = {:12.3f}, StdDeviation   = {:12.3f}]\n", mean, deviation);
  out.print("#[Max     = {:12.3f}, Total count    = {:12}]\n",
            sorted.empty() ? 0 : to_ms(sorted.back()), sorted.size());
  out.print("#[Buckets = {:12}, SubBuckets     = {:12}]\n", distinct, 1);
  out.print("#[Waiting = {:12}, records not arrived when measuring ended; later ones are above]\n",
            waiting);
}

}  // namespace

Result<void> export_hdr(const ExportView& view, ExportTarget& target) {
  const std::size_t regions = view.history.regions.size();
  std::vector<std::vector<std::vector<Duration>>> lags(regions,
                                                       std::vector<std::vector<Duration>>(regions));
  for (const LagSample& sample : view.run.lags) {
    if (view.wants(sample.item)) lags[sample.from][sample.to].push_back(sample.lag);
  }
  const OutstandingMatrix waiting = outstanding_at_end(view.run.evidence);
  for (std::uint32_t from = 0; from < regions; ++from) {
    for (std::uint32_t to = 0; to < regions; ++to) {
      std::vector<Duration>& pair = lags[from][to];
      if (pair.empty() && (from == to || waiting[from][to].records == 0)) continue;
      std::sort(pair.begin(), pair.end());
      ExportSink& out =
          target.file(fmt::format("hdr-{}-{}-to-{}.txt", file_stem(view.run.name),
                                  file_stem(view.region(from)), file_stem(view.region(to))),
                      fmt::format("{:>12} {:>14} {:>10} {:>14}\n\n", "Value", "Percentile",
                                  "TotalCount", "1/(1-Percentile)"));
      if (!pair.empty()) write_distribution(pair, out);
      write_summary(pair, waiting[from][to].records, out);
    }
  }
  return {};
}

}  // namespace lastwrite
