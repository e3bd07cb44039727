#include "analysis/page/json_text.h"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace lastwrite {
namespace {

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '<' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
}

}  // namespace

void JsonText::separate() {
  if (!fresh_) text_ += ',';
  fresh_ = false;
}

void JsonText::open(char bracket) {
  separate();
  text_ += bracket;
  fresh_ = true;
}

void JsonText::close(char bracket) {
  text_ += bracket;
  fresh_ = false;
}

void JsonText::raw(std::string_view text) {
  separate();
  text_ += text;
}

void JsonText::key(std::string_view name) {
  value(name);
  text_ += ':';
  fresh_ = true;
}

void JsonText::value(std::string_view text) {
  separate();
  text_ += '"';
  append_escaped(text, text_);
  text_ += '"';
}

void JsonText::value(double number) {
  raw(std::isfinite(number) ? fmt::format("{:.7g}", number) : "null");
}

void JsonText::verbatim(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  separate();
  for (const char c : text) {
    // Outside of strings JSON has no such character.
    if (c == '<') {
      text_ += "\\u003c";
    } else {
      text_ += c;
    }
  }
}

}  // namespace lastwrite
