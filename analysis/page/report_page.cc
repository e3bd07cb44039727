#include "analysis/page/report_page.h"

#include <algorithm>
#include <utility>

#include "analysis/page/page_summary.h"
#include "analysis/page/page_template.h"
#include "analysis/page/paired_differences.h"
#include "analysis/page/run_facts.h"
#include "analysis/page/strategy_data.h"
#include "analysis/report/atomic_file.h"
#include "region/base/plain_file.h"

namespace lastwrite {
namespace {

constexpr std::size_t kFileMax = 16 << 20;  // of the small files beside the page

}  // namespace

void ReportPage::add(const StrategyRun& run, const Manifest& manifest) {
  PageBudget budget = page_budget(manifest.strategies.size(), run.history.regions.size());
  const std::size_t all = manifest.strategies.size();
  budget.strategy_bytes += spare_.take(all - std::min(all, strategies_.size()));
  std::string& text = strategies_[run.name];
  text = strategy_data(run, manifest, budget);
  spare_.leave(budget.strategy_bytes - std::min(budget.strategy_bytes, text.size()));
}

std::string ReportPage::data(const std::string& run_directory, const Manifest& manifest,
                             const std::string& summary) const {
  JsonText json;
  json.begin_object();
  json.member("format", kPageFormat);
  json.key("run");
  write_run_facts(manifest,
                  read_plain_file(run_directory + "/scenario.yaml", kFileMax).value_or(""), json);
  json.key("summary");
  const PageBudget budget = page_budget(manifest.strategies.size(), manifest.regions.size());
  json.verbatim(draws_all(budget, manifest.regions.size()) ? summary : page_summary(summary));
  json.key("strategies");
  json.begin_array();
  for (const std::string& name : manifest.strategies) {
    const auto judged = strategies_.find(name);
    json.verbatim(judged == strategies_.end() ? counted_strategy_data(name, manifest)
                                              : judged->second);
  }
  json.end_array();
  write_paired(read_plain_file(run_directory + "/over_seeds.json", kFileMax).value_or(""), json);
  json.end_object();
  return std::move(json).text();
}

Result<std::string> ReportPage::write(const std::string& run_directory, const Manifest& manifest,
                                      const std::string& summary) const {
  const Result<std::string> page =
      filled_page(page_template(), data(run_directory, manifest, summary));
  if (!page) return propagate(page);
  const std::string path = run_directory + "/report.html";
  const Result<void> written = write_whole_file(path, *page);
  if (!written) return propagate(written);
  return path;
}

}  // namespace lastwrite
