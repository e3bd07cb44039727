#include "scenarios/main/page_output.h"

#include <cstdio>

#include <fmt/format.h>

#include "analysis/page/page_template.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/open_page.h"

namespace lastwrite {

bool finish_page(std::string_view command, const ReportPage& page, const std::string& run_directory,
                 const Manifest& manifest, const std::string& summary, const PageWish& wish) {
  if (page_template().empty() && !wish.open && !wish.asked) return true;
  const Result<std::string> path = page.write(run_directory, manifest, summary);
  if (!path) {
    complain(command, path.error());
    return page_template().empty();
  }
  if (wish.named) fmt::print("\nThe same as a page: {}\n", *path);
  std::fflush(stdout);
  if (!wish.open) return true;
  const Result<void> opened = open_page(*path);
  if (!opened) complain(command, opened.error());
  return true;
}

}  // namespace lastwrite
