#include "scenarios/main/export_command.h"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/export/export_run.h"
#include "region/base/json_text.h"
#include "region/base/printable.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/run_folder.h"
#include "scenarios/main/tell.h"

namespace lastwrite {
namespace {

struct Words {
  std::string run;
  ExportOptions options;
  bool json = false;
  bool quiet = false;
};

std::string list_text(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + json_text(text);
  return "[" + out + "]";
}

void show(const Words& words, const Exported& done) {
  if (words.options.output == "-") return;
  if (words.json) {
    fmt::print("{{\"files\": {}, \"remarks\": {}}}\n", list_text(done.files),
               list_text(done.remarks));
    return;
  }
  if (words.quiet) return;
  for (const std::string& file : done.files) fmt::print("{}\n", printable(file));
}

int run(Words& words) {
  if (const auto is_run = check_is_run(words.run); !is_run)
    return complain("export", is_run.error());
  const InterruptFlag interrupt;
  words.options.interrupted = [&] { return interrupt.raised(); };
  const Result<Exported> done = export_run(words.run, words.options);
  if (!done) return complain("export", done.error());
  show(words, *done);
  for (const std::string& remark : done->remarks) {
    if (!words.json && !words.quiet) tell("lastwrite export: {}\n", printable(remark));
  }
  return kExitOk;
}

}  // namespace

void add_export_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "export", "Write a run as CSV, JSON Lines, Jepsen or Elle history, ShiViz log, trace, HDR");
  const auto words = std::make_shared<Words>();
  ExportOptions& options = words->options;
  command->add_option("RUN", words->run, "A run directory, such as runs/latest")->required();
  command->add_option("--format", options.format, "What to write")
      ->check(CLI::IsMember(export_formats()))
      ->required();
  CLI::Option* into = command->add_option("--into", options.into,
                                          "Folder for the files (default: `export` in RUN)");
  into->check(not_empty);
  command
      ->add_option("--output", options.output, "In place of a folder: one file, or - to print it")
      ->check(not_empty)
      ->excludes(into);
  command->add_option("--strategy", options.strategy, "Of this strategy alone")->check(not_empty);
  command->add_option("--item", options.item, "Of the item with this key alone")->check(not_empty);
  command->add_option("--table", options.table, "Of csv and jsonl: this one alone")
      ->check(CLI::IsMember({"writes", "reads", "replication"}));
  command->add_flag("--force", options.replace, "Replace files that are there already");
  command->add_flag("--json", words->json, "Print the names of the files as JSON");
  command->add_flag("--quiet", words->quiet, "Print nothing");
  command->footer(
      "All files appear at once, or none. Exit code: 0 done, 2 the run is damaged, 3 usage.\n"
      "Examples:\n"
      "  lastwrite export runs/latest --format csv --into tables\n"
      "  lastwrite export runs/latest --format perfetto --strategy version-check\n"
      "  lastwrite export runs/latest --format shiviz --item key-000003 --output story.log");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
