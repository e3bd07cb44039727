#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/main/completion_text.h"

namespace lastwrite {
namespace {

// Inside '…' of a specification of _arguments: ' ends the quotes, : and [ ] end its parts.
std::string zsh_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else if (c == ':' || c == '[' || c == ']' || c == '\\') {
      out += std::string("\\") + c;
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string zsh_action(const OptionModel& option) {
  switch (option.kind) {
    case WordKind::kFile:
      return "_files";
    case WordKind::kFolder:
      return "_files -/";
    case WordKind::kScenario:
      return "_lastwrite_scenarios";
    case WordKind::kChoice:
      return fmt::format("({})", fmt::join(option.choices, " "));
    case WordKind::kFlag:
    case WordKind::kText:
      break;
  }
  return " ";
}

std::string function_name(const CommandModel& command) {
  std::string name = "_" + command.path;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

std::string option_spec(const OptionModel& option, const std::string& name) {
  const std::string repeat = option.several ? "*" : "";
  const std::string value = option.kind == WordKind::kFlag ? "" : ":value:" + zsh_action(option);
  return fmt::format("    '{}{}[{}]{}' \\\n", repeat, name, zsh_escaped(option.description), value);
}

std::string argument_spec(const OptionModel& argument, std::size_t place) {
  const std::string where = argument.several ? "*" : std::to_string(place);
  return fmt::format("    '{}:{}:{}' \\\n", where, zsh_escaped(argument.names.front()),
                     zsh_action(argument));
}

std::string command_choice(const CommandModel& command) {
  std::string out = "  if [[ $state == command ]]; then\n    local -a commands=(\n";
  for (const CommandModel& below : command.commands)
    out += fmt::format("      '{}:{}'\n", below.name, zsh_escaped(below.description));
  out += "    )\n    _describe command commands\n  elif [[ $state == rest ]]; then\n";
  out += "    case $words[1] in\n";
  for (const CommandModel& below : command.commands)
    out += fmt::format("      {}) {} ;;\n", below.name, function_name(below));
  return out + "    esac\n  fi\n";
}

std::string function_of(const CommandModel& command) {
  std::string out = fmt::format("{}() {{\n  local state line\n", function_name(command));
  out += command.commands.empty() ? "  _arguments \\\n" : "  _arguments -C \\\n";
  for (const OptionModel& option : command.options) {
    for (const std::string& name : option.names) out += option_spec(option, name);
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i)
    out += argument_spec(command.arguments[i], i + 1);
  if (!command.commands.empty()) out += "    '1: :->command' '*:: :->rest' \\\n";
  out.erase(out.size() - 3);
  out += "\n";
  if (!command.commands.empty()) out += command_choice(command);
  return out + "}\n\n";
}

}  // namespace

std::string zsh_completion(const CommandModel& program) {
  std::string out =
      "#compdef lastwrite\n"
      "# Completes lastwrite in zsh: put it as _lastwrite into a folder of $fpath, or\n"
      "#   source <(lastwrite completion zsh)\n\n"
      "_lastwrite_scenarios() {\n"
      "  local -a names=(${(f)\"$(lastwrite list --json 2>/dev/null |\n"
      "    sed -n 's/^ *{\"name\": \"\\([^\"]*\\)\".*/\\1/p')\"})\n"
      "  compadd -a names\n  _files\n}\n\n";
  for (const CommandModel* command : all_commands(program)) out += function_of(*command);
  return out +
         "if [[ $funcstack[1] == _lastwrite ]]; then\n  _lastwrite \"$@\"\nelse\n"
         "  compdef _lastwrite lastwrite\nfi\n";
}

}  // namespace lastwrite
