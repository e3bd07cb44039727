#include "scenarios/campaign/shrunk_scenario.h"

#include <filesystem>
#include <utility>

#include "analysis/report/atomic_file.h"
#include "analysis/report/metric.h"
#include "analysis/report/story.h"
#include "scenarios/engine/folders.h"
#include "scenarios/engine/resolved_yaml.h"

namespace lastwrite {
namespace {

std::string story_of(const JudgedRun& judged, const Wish& wish, const Manifest& manifest) {
  const auto witness = wish.witness(*judged.run);
  return witness ? tell(*judged.run, manifest, *witness)
                 : most_telling_story(*judged.run, manifest).text;
}

// The wish, or what comes nearest to it, and whether the replicas agree: as far as it holds.
std::vector<ExpectationSpec> expectations_of(const JudgedRun& judged, const Wish& wish) {
  std::vector<std::string> lines = {wish.expectation(judged.run->name)};
  if (const auto witness = wish.witness(*judged.run)) {
    const std::string_view fate = fate_text(judged.run->ledger.operations[*witness]);
    if (find_metric(fate)) lines.push_back(fmt::format("{}.{} > 0", judged.run->name, fate));
  }
  if (lines.size() == 2 && lines[0] == lines[1]) lines.pop_back();
  lines.emplace_back("converged");
  std::vector<ExpectationSpec> out;
  for (const std::string& line : lines) {
    const Result<Expectation> parsed = parse_expectation(line);
    const bool holds = parsed && evaluate(*parsed, {judged.summary}).outcome == Verdict::kOk;
    if (holds) out.push_back({line});
  }
  return out;
}

std::string readme_of(const ShrunkScenario& shrunk, const ShrinkOutcome& outcome,
                      const ShrinkOrigin& origin) {
  const Scenario& s = shrunk.scenario;
  const std::string least = outcome.minimal
                                ? "Without any one of its tasks it shows no more."
                                : "The tries ran out: it may still hold more than it needs.";
  std::string page = fmt::format(
      "# {}\n\n{}\n\nMade from `{}` (seed {}) by\n\n```\n{}\n```\n\nwhich came from {}\nto {}\nin "
      "{} "
      "simulations. {}\n",
      s.name, s.question, origin.scenario, s.seed, origin.command, size_text(outcome.before),
      size_text(outcome.after), outcome.tries, least);
  page += "\n## What happens\n\n";
  page += shrunk.story.empty() ? "No write is lost in it.\n"
                               : fmt::format("```\n{}```\n", shrunk.story);
  page += "\n## Run it\n\n```\nlastwrite run scenario.yaml --sim\n```\n\n";
  page += "Live too, where a region's own work adds some tenths of a millisecond.\n";
  return page;
}

}  // namespace

Result<ShrunkScenario> tell_shrunk(const ShrinkOutcome& outcome, const Wish& wish,
                                   const ShrinkOrigin& origin) {
  ShrunkScenario out;
  out.scenario = outcome.scenario;
  out.scenario.lesson.reset();  // it speaks of the whole run
  out.scenario.name = fmt::format("{}-{}", origin.scenario, wish.slug());
  out.scenario.question =
      fmt::format("What does it take in {} to show {}?", origin.scenario, wish.text());
  const Result<JudgedRun> judged =
      simulate_and_judge(out.scenario, out.scenario.strategies.front(), {});
  if (!judged) return propagate(judged);
  out.scenario.expect = expectations_of(*judged, wish);
  out.story = story_of(*judged, wish, manifest_of(out.scenario));
  out.readme = readme_of(out, outcome, origin);
  return out;
}

Result<void> write_shrunk(const ShrunkScenario& shrunk, const std::string& folder) {
  if (const auto made = make_folder(folder); !made) return made;
  if (std::filesystem::exists(folder + "/scenario.yaml")) {
    return fail(ErrorCode::kUsage, "{} holds a scenario already: name another folder with --into",
                folder);
  }
  const auto page = write_whole_file(folder + "/README.md", shrunk.readme);
  if (!page) return page;
  return write_whole_file(folder + "/scenario.yaml", brief_yaml(shrunk.scenario));
}

}  // namespace lastwrite
