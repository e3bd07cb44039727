// Asks a run.sqlite for one number.
//
//   query(run + "/run.sqlite", "SELECT count(*) FROM writes")
#pragma once

#include <cstdint>
#include <string>

namespace lastwrite {

/// The first column of the last row; -1 and a failed expectation when there is none.
std::int64_t query(const std::string& database, const std::string& sql);

}  // namespace lastwrite
