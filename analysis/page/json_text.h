// Writes JSON as text, member by member: smaller than a tree of values, and short numbers.
//
//   JsonText json;
//   json.begin_object();
//   json.member("region", "eu-west-1");
//   json.column("t_s", std::vector<double>{0, 0.5, 1});
//   json.end_object();
//   std::move(json).text()        // {"region":"eu-west-1","t_s":[0,0.5,1]}
//
// No `<` stands in the text: it is written as \u003c, so that nothing in it can end the element of
// a page or begin one. Bytes that are no UTF-8 stay as they are, for a page to show as it does.
// Numbers that are not finite become null. Requires: what begins ends, and each member of an object
// has a key. Threading: a value.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lastwrite {

class JsonText {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool yes) { raw(yes ? "true" : "false"); }
  void value(double number);  // seven significant digits
  template <std::integral T>
  void value(T number) {
    raw(std::to_string(number));
  }
  template <typename T>
  void value(const std::optional<T>& maybe) {
    if (maybe) {
      value(*maybe);
    } else {
      raw("null");
    }
  }

  template <typename... Ts>
  void value(const std::variant<Ts...>& one_of) {
    std::visit([this](const auto& of) { value(of); }, one_of);
  }

  template <typename T>
  void member(std::string_view name, const T& of) {
    key(name);
    value(of);
  }
  template <typename T>
  void column(std::string_view name, const std::vector<T>& values) {
    key(name);
    begin_array();
    for (const T& one : values) value(one);
    end_array();
  }

  /// A value that is JSON already; its `<` are escaped too.
  void verbatim(std::string_view text);

  /// Bytes so far.
  std::size_t size() const { return text_.size(); }
  std::string text() && { return std::move(text_); }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void raw(std::string_view text);

  std::string text_;
  bool fresh_ = true;  // nothing stands before in this object or list
};

}  // namespace lastwrite
