// One line of a CSV file (RFC 4180), without its end.
//
//   csv_line({"poisson(1/s)", "lognormal(median=1ms, p99=2ms)"})
//     == "poisson(1/s),\"lognormal(median=1ms, p99=2ms)\""
//
// Fields have no line breaks. split_csv_line(csv_line(x)) == x for every x of at least one field.
// Threading: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lastwrite {

std::string csv_line(const std::vector<std::string>& fields);
std::vector<std::string> split_csv_line(std::string_view line);

}  // namespace lastwrite
