#include "analysis/report/text_table.h"

#include <algorithm>
#include <sstream>

namespace lastwrite {
namespace {

constexpr std::size_t kNameMin = 12;  // columns that are left of a first column

std::string padded(const std::string& cell, std::size_t width, Align align) {
  const std::string space(width - std::min(width, display_width(cell)), ' ');
  return align == Align::kLeft ? cell + space : space + cell;
}

std::string without_trailing_space(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// Bytes of the first `count` code points.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && count > 0) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
    --count;
  }
  return at;
}

// Its beginning and its end: names of one family differ at the end.
std::string shortened(const std::string& cell, std::size_t width) {
  const std::size_t all = display_width(cell);
  if (all <= width) return cell;
  const std::size_t head = width / 2;
  return cell.substr(0, bytes_of(cell, head)) + "…" +
         cell.substr(bytes_of(cell, all - (width - 1 - head)));
}

}  // namespace

std::size_t display_width(std::string_view text) {
  // Bytes that continue a code point begin with binary 10.
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

// The last line of every header stands directly above its column.
std::vector<std::vector<std::string>> TextTable::header_rows() const {
  std::vector<std::vector<std::string>> lines(columns_.size());
  std::size_t height = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::istringstream in(columns_[c].header);
    for (std::string line; std::getline(in, line);) lines[c].push_back(line);
    height = std::max(height, lines[c].size());
  }
  std::vector<std::vector<std::string>> rows(height, std::vector<std::string>(columns_.size()));
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::size_t skip = height - lines[c].size();
    for (std::size_t r = 0; r < lines[c].size(); ++r) rows[skip + r][c] = lines[c][r];
  }
  return rows;
}

std::string TextTable::text(std::size_t columns) const {
  std::vector<std::vector<std::string>> all = header_rows();
  all.insert(all.end(), rows_.begin(), rows_.end());
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const std::vector<std::string>& row : all) {
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::size_t total = 2 * (widths.size() - 1);
  for (const std::size_t width : widths) total += width;
  const std::string gap(total > columns ? 1 : 2, ' ');
  if (total > columns) total -= widths.size() - 1;
  // What is still too wide goes off the names.
  if (total > columns && columns_[0].align == Align::kLeft)
    widths[0] = std::max(kNameMin, widths[0] - std::min(widths[0], total - columns));
  std::string out;
  for (const std::vector<std::string>& row : all) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      line +=
          (c == 0 ? "" : gap) + padded(shortened(row[c], widths[c]), widths[c], columns_[c].align);
    }
    out += without_trailing_space(std::move(line)) + "\n";
  }
  return out;
}

}  // namespace lastwrite
