// Opens a file in the reader's browser, and does not wait for it.
//
//   Result<void> opened = open_page("runs/latest/report.html");
//
// The browser is the first of $BROWSER (a list as xdg-open reads it: commands between colons, `%s`
// stands for the file) that is there, else xdg-open where there is a display. Browsers that draw on
// the terminal are passed over: they would take it from the report that was just printed.
//
// Errors: kUnavailable, one sentence that names the file. Threading: starts a process that nobody
// waits for.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

Result<void> open_page(const std::string& file);
/// The same for what a server has: "http://127.0.0.1:40001/#5b1c…".
Result<void> open_address(const std::string& address);

/// What the choice of a browser depends on.
struct BrowserSetting {
  std::string browser;                             // $BROWSER
  bool display = false;                            // there is something to draw on
  std::function<bool(const std::string&)> exists;  // whether a command can be run
};

/// The words of the command that opens `file`; none: there is no browser.
std::vector<std::string> browser_command(const BrowserSetting& setting, const std::string& file);

}  // namespace lastwrite
