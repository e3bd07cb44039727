// Checks for bugs in Lastwrite itself: always on, in every build. Expected failures are Result
// values.
//
//   LW_CHECK(cursor <= head, "cursor {} beyond head {}", cursor, head);
#pragma once

#include <string>

#include <fmt/format.h>

namespace lastwrite {

/// Prints `file:line: check failed: condition: message` and aborts.
[[noreturn]] void check_failed(const char* file, int line, const char* condition,
                               const std::string& message);

}  // namespace lastwrite

#define LW_CHECK(condition, ...)                                                             \
  do {                                                                                       \
    if (!(condition)) [[unlikely]]                                                           \
      ::lastwrite::check_failed(__FILE__, __LINE__, #condition, ::fmt::format(__VA_ARGS__)); \
  } while (false)
