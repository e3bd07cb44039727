#include "scenarios/main/sweep_words.h"

#include <CLI/CLI.hpp>

#include "analysis/report/timeline.h"
#include "region/base/printable.h"
#include "scenarios/campaign/sweep/sweep_files.h"
#include "scenarios/campaign/sweep/sweep_json.h"
#include "scenarios/campaign/sweep/sweep_table.h"
#include "scenarios/engine/units.h"
#include "scenarios/main/report_style.h"

namespace lastwrite {
namespace {

std::string heading(const SweepResult& result) {
  const SweepHeader& header = result.header;
  const std::string sets =
      header.sets.empty() ? "" : fmt::format(" · {}", fmt::join(header.sets, " "));
  const std::string line =
      fmt::format("{} · sweep {} · {} of {} cells · seeds {} to {}{}", header.scenario, header.id,
                  result.rows.size(), header.cells(), header.first_seed,
                  header.first_seed + header.seeds - 1, sets);
  return wrapped(printable(line), static_cast<std::size_t>(terminal_style().columns), 2) + "\n\n";
}

}  // namespace

void SweepWords::add_to(CLI::App& command) {
  command.add_option("--target-loss", target_loss,
                     "Also give the write rate per key at which LostUpdateRate reaches this share");
  command.add_flag("--json", json, "Print the rows as JSON instead of a table");
}

Result<std::optional<double>> SweepWords::target() const {
  if (target_loss.empty()) return std::optional<double>();
  const Result<std::uint32_t> share = parse_share(target_loss);
  if (!share || *share == 0 || *share == 1'000'000) {
    return fail(ErrorCode::kUsage, "--target-loss: '{}' is not a share between 0% and 100%",
                target_loss);
  }
  return std::optional<double>(static_cast<double>(*share) / 1e6);
}

Result<void> hand_out(const SweepWords& words, const std::string& folder,
                      const SweepResult& result) {
  const Result<void> written = write_sweep_files(folder, result);
  if (!written) return written;
  if (words.json) {
    fmt::print("{}", sweep_json(result));
    return {};
  }
  const auto columns = static_cast<std::size_t>(terminal_style().columns);
  fmt::print("{}{}\nrows.csv and sweep.sqlite: {}\n", heading(result), sweep_table(result, columns),
             folder);
  return {};
}

}  // namespace lastwrite
