#include "scenarios/main/usage_errors.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "scenarios/engine/did_you_mean.h"

namespace lastwrite {
namespace {

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string about_commands(const CLI::App& app, const std::vector<std::string>& words) {
  const std::vector<std::string> known = command_names(app);
  if (words.empty()) return fmt::format("name a command: {}", fmt::join(known, ", "));
  const bool option = words.front().starts_with("-");
  if (option) return fmt::format("unknown option '{}'", words.front());
  return fmt::format("there is no command '{}'{}", words.front(),
                     did_you_mean(words.front(), known));
}

// What was not expected: an option rather than the argument behind it.
std::string about_extras(const CLI::App& command, const std::vector<std::string>& extras) {
  for (const std::string& extra : extras) {
    if (!extra.starts_with("-")) continue;
    const std::string name = extra.substr(0, extra.find('='));
    const std::vector<std::string> known = option_names(command);
    if (std::find(known.begin(), known.end(), name) != known.end())
      return fmt::format("'{}' belongs behind '{}'", name, command.get_name());
    return fmt::format("unknown option '{}'{}", name, did_you_mean(name, known));
  }
  return extras.empty() ? "too many arguments"
                        : fmt::format("unexpected argument '{}'", extras.front());
}

// The innermost of the commands that were named, and their names: "lastwrite ctl status".
std::pair<const CLI::App*, std::string> named_command(const CLI::App& app) {
  std::pair<const CLI::App*, std::string> named{&app, "lastwrite"};
  while (!named.first->get_subcommands().empty()) {
    named.first = named.first->get_subcommands().front();
    named.second += " " + named.first->get_name();
  }
  return named;
}

}  // namespace

std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error,
                           const std::vector<std::string>& words) {
  const auto [command, name] = named_command(app);
  const std::vector<std::string> extras = app.remaining(true);
  const bool unexpected = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  std::string what = error.what();
  if (!command_names(*command).empty())
    what = about_commands(*command, command == &app ? words : extras);
  else if (unexpected)
    what = about_extras(*command, extras);
  return fmt::format("{0}: {1}: see {0} --help", name, what);
}

}  // namespace lastwrite
