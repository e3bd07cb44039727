#include "scenarios/main/lag_source.h"

#include <filesystem>

#include "analysis/lag_report/csv_lag.h"
#include "analysis/lag_report/run_lag.h"
#include "region/base/plain_file.h"
#include "scenarios/control/plain_http.h"
#include "scenarios/main/run_folder.h"

namespace lastwrite {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{2} << 30;
constexpr std::string_view kSqlite = "SQLite format 3";

Result<void> read_url(const std::string& url, const MetricNames& names, LagInput& input) {
  Result<HttpAddress> address = parse_http_url(url);
  if (!address) return propagate(address);
  if (address->target == "/") address->target = "/metrics";
  const Result<HttpAnswer> answer = ask_http(*address, {});
  if (!answer) return propagate(answer);
  if (answer->status != 200)
    return fail(ErrorCode::kUnavailable,
                "{} answers with HTTP {}: give the address of a page of metrics", url,
                answer->status);
  return read_lag_metrics(answer->body, fmt::format("{}:{}", address->host, address->port), names,
                          input);
}

// The traces of a run, or what was kept of them.
Result<void> read_folder(const std::string& folder, const LagSource& source, LagInput& input) {
  if (const auto is_run = check_is_run(folder); !is_run) return is_run;
  std::error_code ignored;
  const bool traces = std::filesystem::exists(folder + "/trace", ignored);
  if (traces || !std::filesystem::exists(folder + "/run.sqlite", ignored))
    return read_run_lag(folder, source.strategy, source.interrupted, input);
  input.remarks.push_back(folder + " has no traces: this is its run.sqlite.");
  return read_sqlite_lag(folder + "/run.sqlite", source.strategy, input);
}

// The first line that is no remark begins with a metric's name, and no comma stands in it outside
// braces; a page that begins with a remark is one of metrics.
bool looks_like_metrics(std::string_view text) {
  if (text.starts_with("# ")) return true;
  const std::string_view line = text.substr(0, text.find('\n'));
  const auto brace = line.find('{');
  return brace != std::string_view::npos && brace < line.find(',');
}

Result<void> read_file(const std::string& file, const LagSource& source, LagInput& input) {
  const Result<std::string> bytes = read_plain_file(file, kFileBytesMax);
  if (!bytes) return propagate(bytes);
  if (bytes->starts_with(kSqlite)) return read_sqlite_lag(file, source.strategy, input);
  if (looks_like_metrics(*bytes)) return read_lag_metrics(*bytes, file, source.metrics, input);
  return read_lag_csv(*bytes, file, input);
}

}  // namespace

Result<void> read_lag_source(const std::string& from, const LagSource& source, LagInput& input) {
  input.origins.push_back(from);
  if (from.starts_with("http://")) return read_url(from, source.metrics, input);
  if (from.starts_with("https://"))
    return fail(ErrorCode::kUsage, "{}: only http:// is read; fetch the page and give the file",
                from);
  std::error_code ignored;
  if (std::filesystem::is_directory(from, ignored)) return read_folder(from, source, input);
  return read_file(from, source, input);
}

}  // namespace lastwrite
