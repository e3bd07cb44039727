#include "analysis/lag_report/csv_table.h"

namespace lastwrite {

bool CsvTable::next() {
  while (error_.empty() && at_ < text_.size()) {
    line_ = next_line_;
    read_record();
    const bool blank = fields_.size() == 1 && fields_.front().empty();
    if (!blank && error_.empty()) return true;
  }
  return false;
}

void CsvTable::read_quoted(std::string& field) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') ++next_line_;
    if (text_[at_] != '"') {
      field += text_[at_];
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      field += text_[at_++];
    } else {
      ++at_;
      return;
    }
  }
  error_ = "a quoted field does not end";
}

void CsvTable::read_record() {
  fields_.assign(1, "");
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"' && fields_.back().empty()) {
      read_quoted(fields_.back());
      if (at_ < text_.size() && error_.empty() &&
          std::string_view(",\r\n").find(text_[at_]) == std::string_view::npos)
        error_ = "something stands behind a closing quote";
      if (!error_.empty()) return;
      continue;
    }
    ++at_;
    if (c == '\n') {
      ++next_line_;
      return;
    }
    if (c == ',') {
      fields_.emplace_back();
    } else if (c != '\r' || (at_ < text_.size() && text_[at_] != '\n')) {
      fields_.back() += c;
    }
  }
}

}  // namespace lastwrite
