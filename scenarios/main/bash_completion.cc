#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/main/completion_text.h"

namespace lastwrite {
namespace {

// What completes a value: the first word says how.
std::string value_words(const OptionModel& option) {
  switch (option.kind) {
    case WordKind::kFlag:
      return "flag";
    case WordKind::kChoice:
      return fmt::format("words {}", fmt::join(option.choices, " "));
    case WordKind::kFile:
      return "file";
    case WordKind::kFolder:
      return "folder";
    case WordKind::kScenario:
      return "scenario";
    case WordKind::kText:
      break;
  }
  return "text";
}

std::string case_line(const std::string& pattern, const std::string& answer) {
  return fmt::format("    '{}') echo '{}' ;;\n", pattern, answer);
}

std::string words_function(const std::vector<const CommandModel*>& commands) {
  std::string out =
      "# The commands below a command, and its options.\n"
      "_lastwrite_words() {\n  case \"$1\" in\n";
  for (const CommandModel* command : commands) {
    std::vector<std::string> words;
    for (const CommandModel& below : command->commands) words.push_back(below.name);
    for (const OptionModel& option : command->options)
      words.insert(words.end(), option.names.begin(), option.names.end());
    out += case_line(command->path, fmt::format("{}", fmt::join(words, " ")));
  }
  return out + "  esac\n}\n";
}

std::string value_function(const std::vector<const CommandModel*>& commands) {
  std::string out =
      "# How the value of an option is completed, or the Nth argument.\n"
      "_lastwrite_value() {\n  case \"$1\" in\n";
  for (const CommandModel* command : commands) {
    for (const OptionModel& option : command->options) {
      for (const std::string& name : option.names)
        out += case_line(command->path + " " + name, value_words(option));
    }
    for (std::size_t i = 0; i < command->arguments.size(); ++i) {
      const OptionModel& argument = command->arguments[i];
      out += case_line(fmt::format("{} {}", command->path, i + 1), value_words(argument));
      if (argument.several)
        out += fmt::format("    '{} '[1-9]*) echo '{}' ;;\n", command->path, value_words(argument));
    }
  }
  return out + "  esac\n}\n";
}

constexpr std::string_view kBashMain = R"bash(
_lastwrite_scenarios() {
  "$1" list --json 2>/dev/null | sed -n 's/^ *{"name": "\([^"]*\)".*/\1/p'
}

_lastwrite() {
  local current=${COMP_WORDS[COMP_CWORD]} previous='' path=lastwrite nth=1 kind='' word=''
  local -i at
  COMPREPLY=()
  # Which command, and how many arguments stand before the cursor.
  for ((at = 1; at < COMP_CWORD; ++at)); do
    word=${COMP_WORDS[at]}
    if [[ $word == = ]]; then continue; fi
    if [[ $previous == -* && $(_lastwrite_value "$path $previous") != flag ]]; then
      previous=''
      continue
    fi
    previous=$word
    if [[ $word == -* ]]; then continue; fi
    if [[ " $(_lastwrite_words "$path") " == *" $word "* ]]; then
      path="$path $word"
    else
      ((++nth))
    fi
  done
  if [[ $current == = ]]; then current=''; fi
  if [[ $previous == -* ]]; then kind=$(_lastwrite_value "$path $previous"); fi
  if [[ -z $kind || $kind == flag ]]; then
    if [[ $current == -* ]]; then
      kind="words $(_lastwrite_words "$path" | tr ' ' '\n' | grep '^-' | tr '\n' ' ')"
    else
      kind=$(_lastwrite_value "$path $nth")
      if [[ -z $kind ]]; then kind="words $(_lastwrite_words "$path")"; fi
    fi
  fi
  case $kind in
    words*) mapfile -t COMPREPLY < <(compgen -W "${kind#words}" -- "$current") ;;
    scenario)
      mapfile -t COMPREPLY < <(
        compgen -W "$(_lastwrite_scenarios "${COMP_WORDS[0]}")" -- "$current"
        compgen -f -- "$current"
      )
      ;;
    file) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    folder) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
  esac
}

complete -o filenames -o bashdefault -F _lastwrite lastwrite
)bash";

}  // namespace

std::string bash_completion(const CommandModel& program) {
  const std::vector<const CommandModel*> commands = all_commands(program);
  return "# Completes lastwrite in bash: source <(lastwrite completion bash)\n# shellcheck "
         "shell=bash\n\n" +
         words_function(commands) + "\n" + value_function(commands) + std::string(kBashMain);
}

}  // namespace lastwrite
