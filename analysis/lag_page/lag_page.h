// The lag report of anyone's samples as a page: the lag part of report.html, and nothing else of
// it.
//
//   Result<void> written = write_lag_page("lag.html", input, report);
//
// What the source does not tell is not drawn: without times there are no charts over time, from a
// histogram a curve of its bounds alone. Negative lags are drawn as none. Threading: pure but for
// the file.
#pragma once

#include <string>

#include "analysis/lag_report/lag_report.h"

namespace lastwrite {

/// The page's data, as analysis/web/src/report/data.ts declares them. `report` is that of `input`.
std::string lag_page_data(const LagInput& input, const LagReport& report);

/// Errors: as filled_page() and write_whole_file().
Result<void> write_lag_page(const std::string& path, const LagInput& input,
                            const LagReport& report);

}  // namespace lastwrite
