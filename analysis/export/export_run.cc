#include "analysis/export/export_run.h"

#include <algorithm>

#include "analysis/export/export_files.h"
#include "analysis/export/formats.h"
#include "analysis/export/records.h"
#include "analysis/report/whole_traces.h"

namespace lastwrite {
namespace {

bool among(const std::vector<std::string>& known, const std::string& word) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

Result<void> check_table(const ExportOptions& options) {
  if (options.table.empty()) return {};
  if (options.format != "csv" && options.format != "jsonl")
    return fail(ErrorCode::kUsage, "--table is for csv and jsonl: {} has no tables",
                options.format);
  std::vector<std::string> known;
  for (const RecordTable& table : record_tables()) known.emplace_back(table.name);
  if (among(known, options.table)) return {};
  return fail(ErrorCode::kUsage, "there is no table \"{}\": give {}", options.table,
              fmt::join(known, ", "));
}

Result<void> check_options(const ExportOptions& options, const Manifest& manifest,
                           const std::string& run) {
  if (!among(export_formats(), options.format))
    return fail(ErrorCode::kUsage, "there is no format \"{}\": give {}", options.format,
                fmt::join(export_formats(), ", "));
  if (const auto table = check_table(options); !table) return table;
  if (!options.into.empty() && !options.output.empty())
    return fail(ErrorCode::kUsage, "--into and --output: give one of them");
  if (manifest.detail == "summary")
    return fail(ErrorCode::kUsage,
                "{} keeps no writes: it was run with --detail summary; run it with sampled or full",
                run);
  if (!options.strategy.empty() && !among(manifest.strategies, options.strategy))
    return fail(ErrorCode::kUsage, "no strategy \"{}\" in this run; there are: {}",
                options.strategy, fmt::join(manifest.strategies, ", "));
  return check_traces_whole(run, manifest);
}

Result<void> write_format(const ExportOptions& options, const ExportView& view,
                          ExportTarget& target) {
  const std::string& format = options.format;
  if (format == "csv") return export_csv(view, target, options.table);
  if (format == "jsonl") return export_jsonl(view, target, options.table);
  if (format == "edn") return export_edn(view, target);
  if (format == "elle") return export_elle(view, target);
  if (format == "shiviz") return export_shiviz(view, target);
  if (format == "perfetto") return export_perfetto(view, target);
  return export_hdr(view, target);
}

// A key that there is, for those who misspelt one.
std::string some_key(const History& history) {
  return history.items.empty() ? "" : fmt::format("; try {}", history.items.front().key);
}

}  // namespace

const std::vector<std::string>& export_formats() {
  static const std::vector<std::string> kFormats = {"csv",    "jsonl",    "edn", "elle",
                                                    "shiviz", "perfetto", "hdr"};
  return kFormats;
}

Result<Exported> export_run(const std::string& run_directory, const ExportOptions& options) {
  const Result<Manifest> manifest = read_manifest(run_directory);
  if (!manifest) return propagate(manifest);
  if (const auto fine = check_options(options, *manifest, run_directory); !fine)
    return propagate(fine);
  ExportFiles files({.folder = options.into.empty() ? run_directory + "/export" : options.into,
                     .only = options.output,
                     .replace = options.replace});
  Exported out;
  bool any = false;
  std::string hint;
  for (const std::string& name : manifest->strategies) {
    if (!options.strategy.empty() && name != options.strategy) continue;
    const auto run = load_strategy(run_directory, *manifest, name, options.interrupted);
    if (!run) return propagate(run);
    const ExportView view(**run, options.item.empty() ? std::nullopt : std::optional(options.item));
    if (hint.empty()) hint = some_key((*run)->history);
    if (!view.any()) {
      out.remarks.push_back(fmt::format("{}: nothing there to export.", name));
      continue;
    }
    any = true;
    if (const auto written = write_format(options, view, files); !written)
      return propagate(written);
    if (files.error()) return Failure(*files.error());
    if ((*run)->history.torn_files > 0)
      out.remarks.push_back(fmt::format(
          "{}: {} trace{} in the middle of an event, as a killed process leaves it.", name,
          (*run)->history.torn_files, (*run)->history.torn_files == 1 ? " ends" : "s end"));
  }
  if (!any) {
    return fail(ErrorCode::kUsage, "{} holds no requests{}{}: there is nothing to export",
                run_directory, options.item.empty() ? "" : " for the item " + options.item, hint);
  }
  if (manifest->detail == "sampled")
    out.remarks.emplace_back(
        "The run keeps a sample of its keys (--detail sampled): no more is here.");
  if (const auto published = files.publish(); !published) return propagate(published);
  out.files = files.paths();
  return out;
}

}  // namespace lastwrite
