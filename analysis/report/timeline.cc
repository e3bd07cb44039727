#include "analysis/report/timeline.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/report/text_table.h"

namespace lastwrite {

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent,
                    std::size_t first) {
  std::string out;
  std::size_t column = first;
  bool fresh = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t width = display_width(word);
    if (!fresh && column + 1 + width > columns) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      fresh = true;
    }
    if (!fresh) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
    fresh = false;
  }
  return out;
}

std::string Timeline::text(std::size_t columns) const {
  std::vector<std::pair<TrueTime, std::string>> entries = entries_;
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  std::string out;
  for (const auto& [at, sentence] : entries) {
    const std::string time = fmt::format("{:>10.4f} s  ", to_seconds(at - start_));
    out += time + wrapped(sentence, columns, time.size(), time.size()) + "\n";
  }
  return out;
}

}  // namespace lastwrite
