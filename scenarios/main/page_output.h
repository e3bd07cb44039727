// The last step of `run` and `report`: report.html is written, named, and opened if asked.
#pragma once

#include <string>
#include <string_view>

#include "analysis/page/report_page.h"

namespace lastwrite {

struct PageWish {
  bool open = false;   // --open
  bool named = true;   // the terminal is told where it is; else standard output is for programs
  bool asked = false;  // its absence is worth a sentence
};

/// Complaints go to standard error, as those of `command`. False: the program has a page, and it
/// could not be written.
bool finish_page(std::string_view command, const ReportPage& page, const std::string& run_directory,
                 const Manifest& manifest, const std::string& summary, const PageWish& wish);

/// The same with a page that is there already, or a complaint that it is not.
bool show_page(std::string_view command, const std::string& run_directory, const PageWish& wish);

}  // namespace lastwrite
