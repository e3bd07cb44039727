// The page without a run in it: dist/report.html of analysis/web, put into the program when it is
// built. A program that was built where the page could not be made has none.
#pragma once

#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

/// Of the data that are put in: FORMAT of analysis/web/src/report/data.ts.
inline constexpr int kPageFormat = 2;

/// Empty where the program has none. Of page_bytes.cc.in, which CMake fills.
std::string_view page_template();

/// `page` with `json` in its element #report-data. kUnavailable with a sentence that says what to
/// do where `page` is empty; kCorrupt where it has not exactly one such element. Requires: no `<`
/// stands in `json`.
Result<std::string> filled_page(std::string_view page, std::string_view json);

}  // namespace lastwrite
