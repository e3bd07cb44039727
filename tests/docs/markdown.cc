#include "tests/docs/markdown.h"

#include <algorithm>
#include <cctype>

namespace lastwrite::docs {
namespace {

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

int line_at(std::string_view text, std::size_t position) {
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<int>(position), '\n'));
}

// Blanks [from, to) but for line ends.
void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

std::string slug(std::string_view heading) {
  std::string out;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_') {
      out += static_cast<char>(std::tolower(byte));
    } else if (c == ' ') {
      out += '-';
    }
  }
  return out;
}

}  // namespace

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  bool open = false;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    if (line.starts_with("```")) {
      open = !open;
      if (open) blocks.push_back({number + 1, std::string(line.substr(3)), ""});
    } else if (open) {
      blocks.back().text += std::string(line) + "\n";
    }
  }
  return blocks;
}

std::string without_blocks(std::string_view text) {
  std::string out;
  bool open = false;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const bool fence = line.starts_with("```");
    if (fence) open = !open;
    out += open || fence ? std::string(line.size(), ' ') : std::string(line);
    out += '\n';
  }
  return out;
}

std::vector<Piece> code_spans(std::string_view text) {
  const std::string prose = without_blocks(text);
  std::vector<Piece> spans;
  for (std::size_t open = prose.find('`'); open != std::string::npos;) {
    const std::size_t close = prose.find('`', open + 1);
    if (close == std::string::npos) break;
    std::string span = prose.substr(open + 1, close - open - 1);
    std::replace(span.begin(), span.end(), '\n', ' ');
    spans.push_back({line_at(prose, open), std::move(span)});
    open = prose.find('`', close + 1);
  }
  return spans;
}

std::vector<Piece> link_targets(std::string_view text) {
  std::string prose = without_blocks(text);
  for (std::size_t open = prose.find('`'); open != std::string::npos;
       open = prose.find('`', open)) {
    const std::size_t close = prose.find('`', open + 1);
    if (close == std::string::npos) break;
    blank(prose, open, close + 1);
  }
  std::vector<Piece> targets;
  for (std::size_t at = prose.find("]("); at != std::string::npos; at = prose.find("](", at + 2)) {
    const std::size_t close = prose.find(')', at);
    if (close == std::string::npos) break;
    targets.push_back({line_at(prose, at), prose.substr(at + 2, close - at - 2)});
  }
  return targets;
}

std::set<std::string> anchors_of(std::string_view text) {
  const std::string prose = without_blocks(text);
  std::string_view rest = prose;
  std::set<std::string> anchors;
  while (!rest.empty()) {
    std::string_view line = take_line(rest);
    if (!line.starts_with('#')) continue;
    line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
    anchors.insert(slug(line));
  }
  return anchors;
}

}  // namespace lastwrite::docs
