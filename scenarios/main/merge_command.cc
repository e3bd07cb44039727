#include "scenarios/main/merge_command.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "scenarios/campaign/sweep/merge.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/sweep_words.h"

namespace lastwrite {
namespace {

struct Words {
  std::vector<std::string> parts;
  std::string into;
  SweepWords sweep;
};

Result<void> merge(const Words& words) {
  const Result<std::optional<double>> target = words.sweep.target();
  if (!target) return propagate(target);
  const Result<MergedSweep> merged = merge_parts(words.parts);
  if (!merged) return propagate(merged);
  const Result<SweepResult> result = sweep_result(merged->header, merged->rows, *target);
  if (!result) return propagate(result);
  return hand_out(words.sweep, words.into, *result);
}

int run(const Words& words) {
  const Result<void> merged = merge(words);
  if (merged) return kExitOk;
  return complain("merge", merged.error());
}

}  // namespace

void add_merge_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("merge", "Join the parts that the shards of a sweep made");
  const auto words = std::make_shared<Words>();
  command->add_option("PARTS", words->parts, "Parts (part-3-of-8.csv), or folders that hold parts")
      ->required();
  command->add_option("--into", words->into, "Folder for rows.csv and sweep.sqlite")
      ->check(not_empty)
      ->required();
  words->sweep.add_to(*command);
  command->footer(
      "The rows are those that one process would have made. Refused: parts of different sweeps,\n"
      "unfinished or missing parts, one cell with different numbers.\n"
      "Exit code: 0 done, 2 a part is damaged, 3 usage.\n"
      "Example:\n"
      "  lastwrite sweep concurrent-puts --set duration=5s,10s --shard 1/2 --into runs/parts\n"
      "  lastwrite sweep concurrent-puts --set duration=5s,10s --shard 2/2 --into runs/parts\n"
      "  lastwrite merge runs/parts --into runs/parts");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
