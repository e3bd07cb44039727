// Cycles in a small directed graph of names.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lastwrite::tidy {

/// From a name to the names it depends on.
using Graph = std::map<std::string, std::set<std::string>>;

/// A cycle for each edge that closes one, as "a → b → a"; empty when there is none. A name that
/// stands on a cycle is reported with the first that a depth-first walk in order of the names
/// meets.
[[nodiscard]] std::vector<std::string> cycles(const Graph& graph);

}  // namespace lastwrite::tidy
