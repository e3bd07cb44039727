// Finds in a Markdown text what can be checked: fenced blocks, code spans, links, headings. No
// parser of Markdown: fences begin a line with ```, spans have one backtick on each side, links are
// inline.
//
//   for (const Block& block : blocks_of(text)) if (block.language == "yaml") load(block.text);
//
// Threading: pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lastwrite::docs {

/// A fenced block. `line` is that of its first line of text, from 1.
struct Block {
  int line = 0;
  std::string language;
  std::string text;
};

/// A piece of a text and the line, from 1, on which it begins.
struct Piece {
  int line = 0;
  std::string text;
};

[[nodiscard]] std::vector<Block> blocks_of(std::string_view text);

/// The text with every character of fenced blocks but the line ends blanked.
[[nodiscard]] std::string without_blocks(std::string_view text);

/// Code spans outside fenced blocks; a line end within one counts as a blank.
[[nodiscard]] std::vector<Piece> code_spans(std::string_view text);

/// Targets of inline links and images outside fenced blocks and code spans.
[[nodiscard]] std::vector<Piece> link_targets(std::string_view text);

/// The anchors that a reader's headings give: "Exit codes" → "exit-codes".
[[nodiscard]] std::set<std::string> anchors_of(std::string_view text);

}  // namespace lastwrite::docs
