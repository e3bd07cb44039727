// summary.json as a page of very many pairs of regions holds it: without the histograms, which no
// page shows, and with the first rows alone of the tables of which a page shows no more.
//
// Threading: a pure function.
#pragma once

#include <cstddef>
#include <string>

namespace lastwrite {

inline constexpr std::size_t kVisibilityRows = 20;  // those that a page shows: Visibility.tsx

/// What is no JSON object stays as it is.
std::string page_summary(const std::string& summary);

}  // namespace lastwrite
