// A plain table for terminals: columns as wide as their content, headers of several lines.
//
//   TextTable table({{"strategy", Align::kLeft}, {"write\np50", Align::kRight}});
//   table.add({"blind-put", "3.1"});
//   table.text(100)
//
// Cells are UTF-8; every code point counts as one column. Threading: a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lastwrite {

/// Columns that `text` takes on a terminal.
std::size_t display_width(std::string_view text);

enum class Align : std::uint8_t { kLeft, kRight };

class TextTable {
 public:
  struct Column {
    std::string header;  // lines separated by '\n'
    Align align = Align::kRight;
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Two spaces between columns, one where the table would be wider than `columns` otherwise; where
  /// that does not do, a first column of names is shortened, to 12 at least.
  std::string text(std::size_t columns) const;

 private:
  std::vector<std::vector<std::string>> header_rows() const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace lastwrite
