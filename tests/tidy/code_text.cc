#include "tests/tidy/code_text.h"

#include <algorithm>
#include <cctype>

namespace lastwrite::tidy {
namespace {

/// Walks once over the text; each take_… function moves past one construct.
class Blanker {
 public:
  Blanker(std::string_view text, bool blank_literals)
      : in_(text), out_(text), blank_literals_(blank_literals) {}

  std::string run() {
    while (at_ < in_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    if (in_.substr(at_, 2) == "//") {
      blank_to(in_.find('\n', at_));
    } else if (in_.substr(at_, 2) == "/*") {
      blank_to(past(in_.find("*/", at_ + 2), 2));
    } else if (in_[at_] == '"') {
      starts_raw() ? take_raw() : take_quoted('"');
    } else if (in_[at_] == '\'' && !inside_number()) {
      take_quoted('\'');
    } else {
      ++at_;
    }
  }

  [[nodiscard]] bool starts_raw() const {
    if (at_ == 0 || in_[at_ - 1] != 'R') return false;
    std::size_t begin = at_ - 1;
    while (begin > 0 && is_identifier_char(in_[begin - 1])) --begin;
    const std::string_view prefix = in_.substr(begin, at_ - begin);
    return prefix == "R" || prefix == "u8R" || prefix == "uR" || prefix == "UR" || prefix == "LR";
  }

  // 1'000'000: a separator, not the start of a character.
  [[nodiscard]] bool inside_number() const {
    std::size_t begin = at_;
    while (begin > 0 && (is_identifier_char(in_[begin - 1]) || in_[begin - 1] == '\'')) --begin;
    return begin < at_ && std::isdigit(static_cast<unsigned char>(in_[begin])) != 0;
  }

  void take_raw() {
    const std::size_t open = in_.find('(', at_);
    if (open == std::string_view::npos) {
      at_ = in_.size();
      return;
    }
    const std::string close = ")" + std::string(in_.substr(at_ + 1, open - at_ - 1)) + "\"";
    take_literal(past(in_.find(close, open), close.size()));
  }

  void take_quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < in_.size() && in_[end] != quote && in_[end] != '\n') {
      end += in_[end] == '\\' ? 2 : 1;
    }
    take_literal(std::min(end + 1, in_.size()));
  }

  void take_literal(std::size_t end) {
    if (blank_literals_) {
      blank_to(end);
    } else {
      at_ = end;
    }
  }

  void blank_to(std::size_t end) {
    end = std::min(end, in_.size());
    for (; at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }

  [[nodiscard]] std::size_t past(std::size_t found, std::size_t length) const {
    return found == std::string_view::npos ? in_.size() : found + length;
  }

  std::string_view in_;
  std::string out_;
  bool blank_literals_;
  std::size_t at_ = 0;
};

}  // namespace

std::string without_comments(std::string_view text) {
  return Blanker(text, false).run();
}
std::string code_only(std::string_view text) {
  return Blanker(text, true).run();
}

bool is_identifier_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

int line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(offset);
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

}  // namespace lastwrite::tidy
