#include "scenarios/main/command_model.h"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace lastwrite {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// "TEXT:{memory,sqlite}" is how CLI11 tells a set of values.
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto begin = type.find(":{");
  const auto end = type.find('}', begin == std::string::npos ? 0 : begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  return CLI::detail::split(type.substr(begin + 2, end - begin - 2), ',');
}

// What its description speaks of first, a folder or a file.
WordKind kind_of(const CLI::Option& option) {
  if (option.get_type_size() == 0 || option.get_expected_max() == 0) return WordKind::kFlag;
  if (option.get_name(true, false) == "SCENARIO") return WordKind::kScenario;
  const std::string text = lower(option.get_description());
  const auto folder = std::min(text.find("folder"), text.find("director"));
  const auto file = text.find("file");
  if (folder == std::string::npos && file == std::string::npos) return WordKind::kText;
  return folder < file ? WordKind::kFolder : WordKind::kFile;
}

OptionModel option_model(const CLI::Option& option) {
  OptionModel out;
  if (option.get_positional()) {
    out.names = {option.get_name(true, false)};
  } else {
    for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  }
  out.description = option.get_description();
  out.choices = choices_of(option);
  out.kind = out.choices.empty() ? kind_of(option) : WordKind::kChoice;
  if (out.kind != WordKind::kFlag) out.default_value = option.get_default_str();
  out.required = option.get_required();
  out.several = option.get_expected_max() == CLI::detail::expected_max_vector_size;
  return out;
}

CommandModel model_below(const CLI::App& app, const std::string& parent) {
  CommandModel out;
  out.name = app.get_name();
  out.path = parent.empty() ? out.name : parent + " " + out.name;
  out.description = app.get_description();
  out.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->get_positional() ? out.arguments : out.options).push_back(option_model(*option));
  }
  for (const CLI::App* command : app.get_subcommands(std::function<bool(const CLI::App*)>()))
    out.commands.push_back(model_below(*command, out.path));
  return out;
}

void gather(const CommandModel& command, std::vector<const CommandModel*>& out) {
  out.push_back(&command);
  for (const CommandModel& one : command.commands) gather(one, out);
}

}  // namespace

CommandModel command_model(const CLI::App& app) {
  return model_below(app, "");
}

std::vector<const CommandModel*> all_commands(const CommandModel& program) {
  std::vector<const CommandModel*> out;
  gather(program, out);
  return out;
}

}  // namespace lastwrite
