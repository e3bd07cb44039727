// Helps with typing errors: the closest of the words that would have been right.
//
//   did_you_mean("latancy", {"latency", "jitter"}) == " (did you mean 'latency'?)"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lastwrite {

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// A clause to append to a message, or "" when no word is close.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace lastwrite
