#include "scenarios/main/man_page.h"

#include <sstream>

#include <fmt/format.h>

namespace lastwrite {
namespace {

// Text as roff prints it: a hyphen stays one that can be copied, and no line is a request.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += std::string("\\&") + c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : roff(text)) out += c == '"' ? std::string("\\(dq") : std::string(1, c);
  return "\"" + out + "\"";
}

std::string argument_words(const CommandModel& command) {
  std::string out;
  for (const OptionModel& argument : command.arguments) {
    const std::string name =
        "\\fI" + roff(argument.names.front()) + "\\fR" + (argument.several ? " ..." : "");
    out += argument.required ? " " + name : " [" + name + "]";
  }
  return out;
}

std::string usage(const CommandModel& command) {
  std::string out = ".B " + roff(command.path) + "\n";
  if (!command.commands.empty()) out += ".I command\n";
  out += "[\\fIoptions\\fR]" + argument_words(command) + "\n";
  return out;
}

std::string option_entry(const OptionModel& option) {
  std::string names;
  for (const std::string& name : option.names)
    names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
  if (option.kind == WordKind::kChoice) {
    std::string choices;
    for (const std::string& choice : option.choices)
      choices += (choices.empty() ? "" : "|") + roff(choice);
    names += " " + choices;
  } else if (option.kind != WordKind::kFlag) {
    names += " \\fIvalue\\fR";
  }
  std::string out = ".TP\n" + names + "\n" + roff(option.description);
  if (!option.default_value.empty()) out += " [" + roff(option.default_value) + "]";
  if (option.required) out += " (required)";
  return out + "\n";
}

std::string argument_entry(const OptionModel& argument) {
  return ".TP\n\\fI" + roff(argument.names.front()) + "\\fR\n" + roff(argument.description) + "\n";
}

std::string footer_block(const std::string& footer) {
  if (footer.empty()) return "";
  std::string out = ".PP\n.nf\n";
  std::istringstream lines(footer);
  for (std::string line; std::getline(lines, line);)
    out += line.empty() ? ".sp\n" : roff(line) + "\n";
  return out + ".fi\n";
}

std::string section_of(const CommandModel& command) {
  std::string out = ".SS " + quoted(command.path) + "\n" + roff(command.description) + ".\n.PP\n" +
                    usage(command);
  for (const OptionModel& argument : command.arguments) out += argument_entry(argument);
  for (const OptionModel& option : command.options) out += option_entry(option);
  return out + footer_block(command.footer);
}

}  // namespace

std::string man_page(const CommandModel& program) {
  std::string out =
      ".\\\" Made by `lastwrite man` from what --help is made of.\n"
      ".TH LASTWRITE 1 \"\" \"lastwrite " LASTWRITE_VERSION
      "\" \"User Commands\"\n"
      ".SH NAME\nlastwrite \\- which acknowledged writes does last\\-writer\\-wins lose, and why\n"
      ".SH SYNOPSIS\n" +
      usage(program) +
      ".SH DESCRIPTION\n"
      "Lastwrite simulates a multi\\-region DynamoDB global table and tells, for every write that "
      "a\n"
      "client was told OK, whether it survived, and if not, why.\n";
  for (const OptionModel& option : program.options) out += option_entry(option);
  out += ".SH COMMANDS\n";
  for (const CommandModel* command : all_commands(program)) {
    if (command != &program) out += section_of(*command);
  }
  return out +
         ".SH EXIT STATUS\n"
         "0: done, or the verdict is ok. 1: the verdict is violated. 2: the verdict is unknown, "
         "or\n"
         "something broke. 3: what was asked for cannot be meant.\n"
         ".SH ENVIRONMENT\n"
         ".TP\n\\fBNO_COLOR\\fR\nIf set and not empty: no colour, on terminals neither.\n"
         ".TP\n\\fBLASTWRITE_SCENARIOS\\fR\nThe folder in which scenarios are looked for by name.\n"
         ".TP\n\\fBXDG_RUNTIME_DIR\\fR\nWhere clusters that run leave word of themselves for "
         "ctl.\n";
}

}  // namespace lastwrite
