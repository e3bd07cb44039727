// Parts of documents that are made, not written: between two comments stands what the program
// prints, or what a scenario says.
//
//   <!-- shown: lastwrite run clock-skew --sim --set stamps.rule=hlc | strategies, fates -->
//   <!-- shown: question clock-skew -->       a lesson's question and its choices
//   <!-- shown: lessons scenarios/ -->        the ladder as a table; links begin with scenarios/
//   <!-- shown: others scenarios/ -->         the scenarios that are no lessons, likewise
//   …
//   <!-- end -->
//
// After the bar: sections of the report by a short name (strategies, fates, lag, faults,
// convergence, staleness, story, theory, expectations), or the beginning of any paragraph of the
// output. Runs are simulations, so that every machine prints the same.
//
// Threading: one thread; runs the program once for each command line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lastwrite::docs {

struct ShownBlock {
  int line = 0;  // of its first comment, from 1
  std::string what;
  std::string text;       // between the comments
  std::size_t begin = 0;  // of `text` in the document
};

/// In the order of the document. A block that is not ended reaches to the end of the document.
[[nodiscard]] std::vector<ShownBlock> shown_blocks(std::string_view markdown);

/// The paragraphs of an output that `sections` names, one blank line between them; a section that
/// is not there is named in the text itself, so that no comparison holds.
[[nodiscard]] std::string sections_of(std::string_view output, std::string_view sections);

/// What `lastwrite ARGUMENTS` prints, which takes --runs; it is run once.
[[nodiscard]] const std::string& output_once(const std::string& arguments);

/// What should stand in a block.
[[nodiscard]] std::string made(const std::string& what);

/// The document with every block made anew.
[[nodiscard]] std::string made_anew(const std::string& markdown);

}  // namespace lastwrite::docs
