#include "tests/docs/command_line.h"

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/campaign/sweep/sweep_plan.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/docs/documents.h"

namespace lastwrite::docs {
namespace {

const std::string& help_of(const std::string& command) {
  static std::map<std::string, std::string> known;
  const auto [entry, fresh] = known.try_emplace(command);
  if (fresh) entry->second = output_of(command + " --help");
  return entry->second;
}

bool is_word_end(const std::string& text, std::size_t at) {
  return at == text.size() || std::string_view(" ,=\n[").find(text[at]) != std::string_view::npos;
}

// Whether a help text names `word` as a whole: "--set" does not stand in "--settings".
bool names(const std::string& help, const std::string& word) {
  for (std::size_t at = help.find(word); at != std::string::npos; at = help.find(word, at + 1)) {
    const bool begins =
        at == 0 || help[at - 1] == ' ' || help[at - 1] == ',' || help[at - 1] == '\n';
    if (begins && is_word_end(help, at + word.size())) return true;
  }
  return false;
}

bool is_placeholder(const std::string& word) {
  return word.find("…") != std::string::npos || std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '_';
         });
}

// The values of an option that may stand several times: "--set a=1 --set b=2".
std::vector<std::string> values_of(const std::vector<std::string>& words,
                                   const std::string& option) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == option) values.push_back(words[i + 1]);
  }
  return values;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts(1);
  for (const char c : list) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// A sweep is planned as far as loading every combination goes.
std::string sweep_complaint(const std::string& name, Overrides overrides) {
  const SweepRequest request{std::exchange(overrides.sets, {}), 1, {}};
  const auto plan = plan_sweep(request, [&](const std::vector<std::string>& sets) {
    overrides.sets = sets;
    return load_scenario(source_root() + "/scenarios/" + name, overrides);
  });
  return plan ? "" : plan.error().message;
}

std::string run_complaint(const std::vector<std::string>& words) {
  if (words.size() < 3) return "";  // the command alone: prose
  const std::string& name = words[2];
  if (is_placeholder(name)) return "";
  const std::vector<std::string> shipped = shipped_scenarios();
  // A reader's own file: its text is checked where the document shows it.
  if (name.find('/') != std::string::npos || name.ends_with(".yaml")) return "";
  if (std::find(shipped.begin(), shipped.end(), name) == shipped.end())
    return "no scenario " + name;
  Overrides overrides{values_of(words, "--set"), {}, {}};
  for (const std::string& list : values_of(words, "--strategy")) overrides.strategies = split(list);
  std::erase_if(overrides.sets,
                [](const std::string& set) { return set.find("…") != std::string::npos; });
  if (words[1] == "sweep") return sweep_complaint(name, overrides);
  const auto scenario = load_scenario(source_root() + "/scenarios/" + name, overrides);
  return scenario ? "" : scenario.error().message;
}

void add_if_call(std::vector<Piece>& out, int line, std::string_view text) {
  if (text.starts_with("$ ")) text.remove_prefix(2);
  const std::string_view dev = "./dev run ";
  // "lastwrite run: …" is a complaint, not a call.
  const bool message = text.substr(0, text.find(' ', sizeof("lastwrite"))).ends_with(':');
  if (text.starts_with("lastwrite ") && !message) out.push_back({line, std::string(text)});
  if (text.starts_with(dev))
    out.push_back({line, "lastwrite " + std::string(text.substr(dev.size()))});
}

}  // namespace

std::vector<std::string> shell_words(std::string_view line) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = 0;
  for (const char c : line) {
    if (quote != 0 ? c == quote : c == '\'' || c == '"') {
      quote = quote != 0 ? '\0' : c;
      if (!std::exchange(inside, true)) words.emplace_back();
    } else if (quote == 0 && c == ' ') {
      inside = false;
    } else if (quote == 0 && c == '#' && !inside) {
      break;
    } else {
      if (!std::exchange(inside, true)) words.emplace_back();
      words.back() += c;
    }
  }
  return words;
}

std::vector<Piece> command_lines(std::string_view markdown) {
  std::vector<Piece> out;
  for (const Block& block : blocks_of(markdown)) {
    if (!block.language.empty() && block.language != "sh" && block.language != "text") continue;
    int number = block.line;
    for (std::string_view rest = block.text; !rest.empty(); ++number) {
      const std::size_t end = rest.find('\n');
      add_if_call(out, number, rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
  }
  for (const Piece& span : code_spans(markdown)) add_if_call(out, span.line, span.text);
  return out;
}

std::string complaint(std::string_view line) {
  const std::vector<std::string> words = shell_words(line);
  if (words.size() < 2) return "no command";
  const std::string& command = words[1];
  if (command.starts_with("--")) return names(help_of(""), command) ? "" : "no option " + command;
  if (is_placeholder(command)) return "";
  if (!names(help_of(""), command)) return "no command " + command;
  for (const std::string& word : words) {
    const std::string option = word.substr(0, word.find('='));
    if (option.starts_with("--") && !names(help_of(command), option)) {
      return "no option " + option + " in `lastwrite " + command + " --help`";
    }
  }
  return command == "run" || command == "sweep" ? run_complaint(words) : "";
}

}  // namespace lastwrite::docs
