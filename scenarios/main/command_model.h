// The commands with their options and arguments as plain values, taken from what --help is made of:
// so that completion and the manual page cannot tell anything else.
//
//   CommandModel all = command_model(app);
//   all.commands[0].name                       // "run"
//   all.commands[0].options[1].names           // {"--seed"}
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lastwrite {

enum class WordKind { kFlag, kText, kChoice, kFile, kFolder, kScenario };

struct OptionModel {
  std::vector<std::string> names;  // "-h", "--help"; of an argument: "RUN"
  std::string description;
  WordKind kind = WordKind::kText;
  std::vector<std::string> choices;  // of kChoice
  std::string default_value;         // empty: none
  bool required = false;
  bool several = false;
};

struct CommandModel {
  std::string name;
  std::string path;  // "lastwrite ctl status"
  std::string description;
  std::string footer;  // examples and exit codes, in lines
  std::vector<OptionModel> options;
  std::vector<OptionModel> arguments;
  std::vector<CommandModel> commands;
};

CommandModel command_model(const CLI::App& app);

/// Of a program and everything below it, itself first.
std::vector<const CommandModel*> all_commands(const CommandModel& program);

}  // namespace lastwrite
