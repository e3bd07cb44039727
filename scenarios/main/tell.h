// Words to whoever sits at the terminal, on standard error. Where they cannot be written (a full
// disk, a closed pipe), the program goes on to its exit code: what it did is not undone by that.
//
//   tell("lastwrite {}: {}\n", command, printable(error.message));
#pragma once

#include <cstdio>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace lastwrite {

template <typename... Args>
void tell(fmt::format_string<Args...> format, Args&&... args) {
  const std::string text = fmt::format(format, std::forward<Args>(args)...);
  [[maybe_unused]] const std::size_t written = std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace lastwrite
