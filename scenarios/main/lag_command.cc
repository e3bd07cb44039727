#include "scenarios/main/lag_command.h"

#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/lag_page/lag_page.h"
#include "analysis/lag_report/lag_text.h"
#include "region/base/distribution.h"
#include "region/base/printable.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/lag_source.h"
#include "scenarios/main/option_checks.h"
#include "scenarios/main/report_style.h"

namespace lastwrite {
namespace {

struct Words {
  std::vector<std::string> from;
  std::string threshold;
  LagSource source;
  std::string page;
  bool json = false;
};

Result<Duration> threshold_of(const Words& words) {
  if (words.threshold.empty()) return kLagThreshold;
  const Result<Duration> parsed = parse_duration(words.threshold);
  if (!parsed) return fail(ErrorCode::kUsage, "--threshold: {}", parsed.error().message);
  if (*parsed <= 0ms) return fail(ErrorCode::kUsage, "--threshold must be above 0");
  return parsed;
}

int run(Words& words) {
  const InterruptFlag interrupt;
  words.source.interrupted = [&] { return interrupt.raised(); };
  const Result<Duration> threshold = threshold_of(words);
  if (!threshold) return complain("lag", threshold.error());
  LagInput input;
  for (const std::string& from : words.from) {
    if (const auto read = read_lag_source(from, words.source, input); !read)
      return complain("lag", read.error());
  }
  const LagReport report = report_lag(input, *threshold);
  fmt::print("{}", words.json ? lag_json(report) : lag_text(report, terminal_style()));
  if (!words.page.empty()) {
    if (const auto written = write_lag_page(words.page, input, report); !written)
      return complain("lag", written.error());
    if (!words.json) fmt::print("\nThe same as a page: {}\n", printable(words.page));
  }
  const bool asked = !words.threshold.empty();
  return asked && (report.alarm || report.late) ? kExitViolated : kExitOk;
}

}  // namespace

void add_lag_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "lag", "Report replication lag from a run, from metrics, or from anyone's samples");
  const auto words = std::make_shared<Words>();
  MetricNames& names = words->source.metrics;
  command
      ->add_option("--from", words->from,
                   "A run directory, a run.sqlite, FILE.csv, http://HOST:PORT/metrics or a file of "
                   "such a page; several are put together")
      ->check(not_empty)
      ->required();
  command->add_option(
      "--threshold", words->threshold,
      "Lag above which to warn (default: 5000ms); where it is given, exit code 1 if "
      "there is any");
  command->add_option("--strategy", words->source.strategy, "Of a run: this strategy alone");
  command->add_option("--metric", names.metric, "Of metrics: the histogram's name")
      ->capture_default_str();
  command->add_option("--source-label", names.source, "Of metrics: the label with the source")
      ->capture_default_str();
  command
      ->add_option("--destination-label", names.destination,
                   "Of metrics: the label with the destination; without it: who tells")
      ->capture_default_str();
  command
      ->add_option("--page", words->page,
                   "Write a page of charts too, such as lag.html: one file without a network")
      ->check(not_empty);
  command->add_flag("--json", words->json, "Print JSON instead of the table");
  command->footer(
      "CSV has a header with source, destination and lag_ms, or accepted and applied (ISO 8601, "
      "or\n"
      "accepted_ms, applied_ms, …); an empty applied is a record that has not arrived.\n"
      "Exit code: 0 done, 1 something exceeds --threshold, 2 a source is damaged or silent, 3 "
      "usage.\n"
      "Examples:\n"
      "  lastwrite lag --from runs/latest\n"
      "  lastwrite lag --from samples.csv --threshold 2s --page lag.html\n"
      "  lastwrite lag --from http://127.0.0.1:8000/metrics --from http://127.0.0.1:8001/metrics");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
