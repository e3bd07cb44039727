// The smallest part of a list that still shows something: the algorithm ddmin of Zeller and
// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on Software
// Engineering 28(2), 2002.
//
//   const auto both = [](const Indices& kept) { return contains(kept, 3) && contains(kept, 7); };
//   minimal_part(10, both)        // {3, 7}
//
// The result is 1-minimal: without any one of its members it no longer shows. It need not be the
// smallest there is. Threading: a pure function of what `shows` answers.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace lastwrite {

/// Members of a list of `count`, ascending.
using Indices = std::vector<std::size_t>;

/// nullopt: ask no more; the smallest part so far is the result.
using ShowsPart = std::function<std::optional<bool>(const Indices& kept)>;

/// Never empty for a list that is not. Requires: the whole shows (it is not asked for).
Indices minimal_part(std::size_t count, const ShowsPart& shows);

}  // namespace lastwrite
