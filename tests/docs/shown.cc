#include "tests/docs/shown.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/report/timeline.h"
#include "scenarios/course/ladder.h"
#include "tests/docs/documents.h"

namespace lastwrite::docs {
namespace {

constexpr std::string_view kOpen = "<!-- shown: ";
constexpr std::string_view kClose = " -->\n";
constexpr std::string_view kEnd = "<!-- end -->";

// A section of the report: the beginning of its heading, which a block leaves out.
const std::map<std::string, std::string, std::less<>>& headings() {
  static const std::map<std::string, std::string, std::less<>> kHeadings = {
      {"strategies", "Strategies\n"},      {"fates", "Fates of acknowledged writes\n"},
      {"lag", "ReplicationLatency in ms"}, {"faults", "Faults, and what was not yet replicated"},
      {"convergence", "Convergence\n"},    {"staleness", "Staleness and sessions\n"},
      {"story", "A lost write\n"},         {"theory", "Measured against theory\n"},
      {"expectations", "Expectations\n"}};
  return kHeadings;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \n") + 1 - first));
}

std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(by);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + by.size());
  }
}

std::string section_of(const std::vector<std::string>& paragraphs, const std::string& name) {
  const auto known = headings().find(name);
  const std::string& beginning = known == headings().end() ? name : known->second;
  for (const std::string& paragraph : paragraphs) {
    if (!paragraph.starts_with(beginning)) continue;
    if (known == headings().end()) return trimmed(paragraph);
    const std::string body = paragraph.substr(paragraph.find('\n') + 1);
    return body.substr(0, body.find_last_not_of('\n') + 1);
  }
  return "(the output has no part '" + name + "')";
}

// A folder for the runs of this test program, gone when it ends.
class RunsFolder {
 public:
  RunsFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "lastwrite-docs-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for runs");
    path_ = pattern;
  }
  ~RunsFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string output_block(std::string_view what) {
  const std::size_t bar = what.rfind(" | ");
  if (bar == std::string_view::npos) return "(say which sections: lastwrite … | strategies)\n";
  const std::string arguments(what.substr(std::string_view("lastwrite ").size(), bar - 10));
  return "```\n" + sections_of(output_once(arguments), what.substr(bar + 3)) + "\n```\n";
}

const Ladder& ladder() {
  static const Ladder loaded = [] {
    std::vector<std::string> folders;
    for (const std::string& name : shipped_scenarios()) {
      folders.push_back(source_root() + "/scenarios/" + name);
    }
    std::sort(folders.begin(), folders.end());
    auto result = load_ladder(folders);
    if (!result) throw std::runtime_error(result.error().message);
    return *std::move(result);
  }();
  return loaded;
}

std::string question_block(const std::string& name) {
  for (const LadderStep& step : ladder().lessons) {
    if (step.scenario.name != name) continue;
    std::string out = wrapped(step.lesson().ask, 100, 0) + "\n\n";
    for (std::size_t i = 0; i < step.lesson().choices.size(); ++i) {
      const std::string label = fmt::format("{}. ", i + 1);
      out += label + wrapped(step.lesson().choices[i].say, 100, label.size(), label.size()) + "\n";
    }
    return out;
  }
  return "(there is no lesson '" + name + "')\n";
}

std::string link(const LadderStep& step, const std::string& prefix) {
  return fmt::format("[{0}]({1}{0}/README.md)", step.scenario.name, prefix);
}

std::string lessons_block(const std::string& prefix) {
  std::string out = "| | lesson | scenario | question |\n|---|---|---|---|\n";
  for (const LadderStep& step : ladder().lessons) {
    out += fmt::format("| {} | {} | {} | {} |\n", step.lesson().number, step.lesson().title,
                       link(step, prefix), step.scenario.question);
  }
  return out;
}

std::string others_block(const std::string& prefix) {
  std::string out = "| scenario | question |\n|---|---|\n";
  for (const LadderStep& step : ladder().others) {
    out += fmt::format("| {} | {} |\n", link(step, prefix), step.scenario.question);
  }
  return out;
}

}  // namespace

const std::string& output_once(const std::string& arguments) {
  static const RunsFolder runs;
  static std::map<std::string, std::string> known;
  const auto [entry, fresh] = known.try_emplace(arguments);
  if (fresh) entry->second = output_of(arguments + " --runs '" + runs.path() + "' </dev/null");
  return entry->second;
}

std::vector<ShownBlock> shown_blocks(std::string_view markdown) {
  std::vector<ShownBlock> blocks;
  for (std::size_t at = markdown.find(kOpen); at != std::string_view::npos;
       at = markdown.find(kOpen, at + 1)) {
    if (at != 0 && markdown[at - 1] != '\n') continue;
    const std::size_t closes = markdown.find(kClose, at);
    if (closes == std::string_view::npos) break;
    const std::size_t begin = closes + kClose.size();
    const std::size_t end = std::min(markdown.find(kEnd, begin), markdown.size());
    const auto lines =
        std::count(markdown.begin(), markdown.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    blocks.push_back({static_cast<int>(lines) + 1,
                      std::string(markdown.substr(at + kOpen.size(), closes - at - kOpen.size())),
                      std::string(markdown.substr(begin, end - begin)), begin});
  }
  return blocks;
}

std::string sections_of(std::string_view output, std::string_view sections) {
  const std::vector<std::string> paragraphs = split(output, "\n\n");
  std::string out;
  for (const std::string& name : split(sections, ", ")) {
    out += (out.empty() ? "" : "\n\n") + section_of(paragraphs, trimmed(name));
  }
  return out;
}

std::string made(const std::string& what) {
  const auto rest = [&](std::string_view word) { return trimmed(what.substr(word.size())); };
  if (what.starts_with("lastwrite ")) return output_block(what);
  if (what.starts_with("question ")) return question_block(rest("question "));
  if (what.starts_with("lessons")) return lessons_block(rest("lessons"));
  if (what.starts_with("others")) return others_block(rest("others"));
  return "(nothing is known of '" + what + "')\n";
}

std::string made_anew(const std::string& markdown) {
  std::string out = markdown;
  std::vector<ShownBlock> blocks = shown_blocks(markdown);
  std::reverse(blocks.begin(), blocks.end());  // so that earlier positions stay
  for (const ShownBlock& block : blocks) {
    out.replace(block.begin, block.text.size(), made(block.what));
  }
  return out;
}

}  // namespace lastwrite::docs
