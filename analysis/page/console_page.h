// The page of a cluster that runs: dist/console.html of analysis/web, put into the program when it
// is built. A program that was built where the page could not be made has none.
#pragma once

#include <string_view>

namespace lastwrite {

/// Empty where the program has none. Of page_bytes.cc.in, which CMake fills.
std::string_view console_page();

}  // namespace lastwrite
