#include "scenarios/main/page_output.h"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "analysis/page/page_template.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/open_page.h"

namespace lastwrite {
namespace {

bool name_and_open(std::string_view command, const std::string& path, const PageWish& wish) {
  if (wish.named) fmt::print("\nThe same as a page: {}\n", path);
  std::fflush(stdout);
  if (!wish.open) return true;
  const Result<void> opened = open_page(path);
  if (!opened) complain(command, opened.error());
  return true;
}

}  // namespace

bool finish_page(std::string_view command, const ReportPage& page, const std::string& run_directory,
                 const Manifest& manifest, const std::string& summary, const PageWish& wish) {
  if (page_template().empty() && !wish.open && !wish.asked) return true;
  const Result<std::string> path = page.write(run_directory, manifest, summary);
  if (!path) {
    complain(command, path.error());
    return page_template().empty();
  }
  return name_and_open(command, *path, wish);
}

bool show_page(std::string_view command, const std::string& run_directory, const PageWish& wish) {
  const std::string path = run_directory + "/report.html";
  if (std::filesystem::exists(path)) return name_and_open(command, path, wish);
  complain(command, {ErrorCode::kUsage,
                     fmt::format("{} has no report.html, and without its traces none can be made",
                                 run_directory)});
  return true;
}

}  // namespace lastwrite
