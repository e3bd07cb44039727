// What is wrong with a command line, in one sentence:
//
//   lastwrite: there is no command 'explian' (did you mean 'explain'?): see lastwrite --help
//   lastwrite run: unknown option '--sede' (did you mean '--seed'?): see lastwrite run --help
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace lastwrite {

/// `words`: the command line behind the program's name, on which `app` failed with `error`.
std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error,
                           const std::vector<std::string>& words);

}  // namespace lastwrite
