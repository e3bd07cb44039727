#include "scenarios/main/prediction_prompt.h"

#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "region/base/printable.h"
#include "scenarios/course/prediction.h"

namespace lastwrite {

Result<std::optional<std::size_t>> ask_prediction(std::size_t choices) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  while (true) {
    fmt::print("\nYour prediction (1 to {}, Enter for none): ", choices);
    std::fflush(stdout);
    std::string line;
    const bool answered = static_cast<bool>(std::getline(std::cin, line));
    if (!terminal || !answered) fmt::print("\n");
    if (!answered) return std::optional<std::size_t>();
    const auto choice = parse_choice(line, choices);
    if (choice || !terminal) return choice;
    fmt::print("{}", printable(choice.error().message));
  }
}

}  // namespace lastwrite
