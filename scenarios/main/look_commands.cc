#include "scenarios/main/look_commands.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/page/report_page.h"
#include "analysis/report/analyse.h"
#include "analysis/report/explain.h"
#include "analysis/report/kept_results.h"
#include "analysis/report/summary_json.h"
#include "region/base/json_text.h"
#include "scenarios/course/lesson_text.h"
#include "scenarios/engine/folders.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/page_output.h"
#include "scenarios/main/report_style.h"
#include "scenarios/main/run_folder.h"
#include "scenarios/main/scenario_finder.h"

namespace lastwrite {
namespace {

// {"scenarios": [{"name": …, "question": …, "folder": …}]}
std::string list_json(const std::vector<std::pair<std::string, Scenario>>& scenarios) {
  std::string out;
  for (const auto& [folder, scenario] : scenarios) {
    out += fmt::format("{}  {{\"name\": {}, \"question\": {}, \"folder\": {}}}",
                       out.empty() ? "" : ",\n",
                       json_text(std::filesystem::path(folder).filename().string()),
                       json_text(scenario.question), json_text(folder));
  }
  return "{\"scenarios\": [\n" + out + "\n]}\n";
}

int list_as_json(const std::vector<std::string>& folders) {
  std::vector<std::pair<std::string, Scenario>> scenarios;
  for (const std::string& folder : folders) {
    Result<Scenario> scenario = load_scenario(folder, {});
    if (!scenario) return complain("list", scenario.error());
    scenarios.emplace_back(folder, *std::move(scenario));
  }
  fmt::print("{}", list_json(scenarios));
  return kExitOk;
}

int list(bool json) {
  const std::vector<std::string> folders = shipped_scenarios();
  if (folders.empty())
    return complain("list", {ErrorCode::kUsage, "no scenarios found: set LASTWRITE_SCENARIOS"});
  if (json) return list_as_json(folders);
  const Result<Ladder> ladder = load_ladder(folders);
  if (!ladder) return complain("list", ladder.error());
  fmt::print("{}", scenario_list(*ladder, terminal_style()));
  return kExitOk;
}

struct ReportWords {
  std::string run;
  bool json = false;
  bool open = false;
};

// Of a run that counted: beside its counts the page shows the sample that it keeps.
Result<ReportPage> page_of_counted(const KeptResults& kept) {
  const Manifest& manifest = kept.summary.manifest;
  const std::string& run = kept.summary.run_directory;
  const InterruptFlag interrupt;
  ReportPage page;
  for (const std::string& strategy : manifest.strategies) {
    const std::string traces = fmt::format("{}/trace/{}", run, strategy);
    // None is kept where no key fits into the sample.
    if (!std::filesystem::exists(traces) || std::filesystem::is_empty(traces)) continue;
    const auto judged = load_strategy(run, manifest, strategy, [&] { return interrupt.raised(); });
    if (!judged) return propagate(judged);
    page.add(**judged, manifest);
  }
  return page;
}

// The page of a run whose traces are gone has more on it than could be written now: it stays.
int report_kept(const KeptResults& kept, const ReportWords& words) {
  const Manifest& manifest = kept.summary.manifest;
  const bool counted = manifest.detail != "full";
  const Result<ReportPage> page = counted ? page_of_counted(kept) : ReportPage();
  if (!page) return complain("report", page.error());
  fmt::print("{}", words.json ? kept.json : render_kept(kept, terminal_style()));
  const PageWish wish{.open = words.open, .named = !words.json, .asked = true};
  const bool there = counted ? finish_page("report", *page, words.run, manifest, kept.json, wish)
                             : show_page("report", words.run, wish);
  return there ? exit_code_of(kept.summary.verdict) : kExitUnknown;
}

int report(const ReportWords& words) {
  const std::string& run = words.run;
  if (const auto is_run = check_is_run(run); !is_run) return complain("report", is_run.error());
  if (const auto writable = make_folder(run); !writable)
    return complain("report", writable.error());
  const Result<std::optional<KeptResults>> kept = read_kept_results(run);
  if (!kept) return complain("report", kept.error());
  if (*kept) return report_kept(**kept, words);
  const InterruptFlag interrupt;
  ReportPage page;
  AnalyseOptions options;
  options.interrupted = [&] { return interrupt.raised(); };
  options.on_judged = [&](const StrategyRun& judged, const Manifest& m) { page.add(judged, m); };
  const Result<Summary> summary = analyse_run(run, options);
  if (!summary) return complain("report", summary.error());
  const std::string json = summary_json(*summary);
  fmt::print("{}", words.json ? json : render_terminal(*summary, terminal_style()));
  const PageWish wish{.open = words.open, .named = !words.json, .asked = true};
  const bool written = finish_page("report", page, run, summary->manifest, json, wish);
  return written ? exit_code_of(summary->verdict) : kExitUnknown;
}

int tell(const std::string& run, const std::string& write, bool json) {
  if (const auto is_run = check_is_run(run); !is_run) return complain("explain", is_run.error());
  const Result<std::string> story = explain(run, write);
  if (!story) return complain("explain", story.error());
  if (json) {
    fmt::print("{{\"run\": {}, \"write\": {}, \"story\": {}}}\n", json_text(run), json_text(write),
               json_text(*story));
  } else {
    fmt::print("{}", *story);
  }
  return kExitOk;
}

}  // namespace

void add_list_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "list", "List the shipped scenarios, lessons first, and the question each answers");
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Print JSON instead");
  command->footer("Example: lastwrite list");
  command->callback([json, &exit_code] { exit_code = list(*json); });
}

void add_report_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "report", "Judge a run directory again, print its report, write its report.html");
  const auto words = std::make_shared<ReportWords>();
  command->add_option("RUN", words->run, "A run directory, such as runs/latest")->required();
  command->add_flag("--json", words->json, "Print summary.json instead");
  command->add_flag("--open", words->open, "Open report.html in $BROWSER, or by xdg-open");
  command->footer(
      "Examples:\n  lastwrite report runs/latest\n  lastwrite report runs/latest --open");
  command->callback([words, &exit_code] { exit_code = report(*words); });
}

void add_explain_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("explain", "Tell the story of one write of a run");
  const auto run = std::make_shared<std::string>();
  const auto write = std::make_shared<std::string>();
  command->add_option("RUN", *run, "A run directory, such as runs/latest")->required();
  command->add_option("WRITE", *write, "STRATEGY/NUMBER, as reports print it")->required();
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Print JSON instead");
  command->footer("Example: lastwrite explain runs/latest version-check/1234");
  command->callback([=, &exit_code] { exit_code = tell(*run, *write, *json); });
}

}  // namespace lastwrite
