// Where an export goes: files by name, each begun when it is asked for first.
//
//   ExportSink& csv = target.file("writes.csv", "strategy,operation\n");
//   csv.write("blind-put,17\n");
//
// Threading: one owner.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace lastwrite {

class ExportSink {
 public:
  virtual ~ExportSink() = default;
  virtual void write(std::string_view text) = 0;

  template <typename... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    write(fmt::format(format, std::forward<Args>(args)...));
  }
};

class ExportTarget {
 public:
  virtual ~ExportTarget() = default;
  /// The file `name`; `head` stands at its beginning, once. Lives as long as the target.
  virtual ExportSink& file(const std::string& name, std::string_view head) = 0;
  ExportSink& file(const std::string& name) { return file(name, ""); }
};

}  // namespace lastwrite
