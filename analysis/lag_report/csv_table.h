// CSV as in RFC 4180, read record by record; lines may end with CR LF or LF.
//
//   CsvTable table("a,\"b,\n\"\n1,2\n");
//   while (table.next()) … table.fields(), table.line();
//
// Threading: one owner. The text must outlive it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lastwrite {

class CsvTable {
 public:
  explicit CsvTable(std::string_view text) : text_(text) {}

  /// Reads the next record that is not an empty line; false: there is none, or error().
  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  /// The line that the record begins in, from 1.
  std::size_t line() const { return line_; }
  /// What is wrong with the record; empty: nothing.
  const std::string& error() const { return error_; }

 private:
  void read_record();
  void read_quoted(std::string& field);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t next_line_ = 1;
  std::size_t line_ = 0;
  std::vector<std::string> fields_;
  std::string error_;
};

}  // namespace lastwrite
