// Holds the project's documents to what is there. Each test lists all that it finds.
#include "tests/docs/documents.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "analysis/report/expectation.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/docs/command_line.h"
#include "tests/docs/markdown.h"

namespace lastwrite::docs {
namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// Calls visit(where, text of the document) for every document, with `where` its path.
template <typename Visit>
void each_document(Visit visit) {
  ASSERT_GT(documents().size(), 20U) << "the documents were not found";
  for (const auto& [path, text] : documents()) visit(path, text);
}

// A fragment of a scenario stands for the whole file: what it lacks is taken from here.
std::string completed(const std::string& fragment) {
  const char* const lines[] = {"name: fragment",
                               "regions: [us-east-1, eu-west-1, ap-northeast-1]",
                               "table: {name: Orders, key: {orderId: S}}",
                               "workload: {operation: increment}",
                               "strategies: [blind-put, version-check, home-region]",
                               "duration: 10s"};
  std::string whole = fragment;
  for (const std::string line : lines) {
    const std::string key = line.substr(0, line.find(':') + 1);
    if (("\n" + fragment).find("\n" + key) == std::string::npos) whole += line + "\n";
  }
  return whole;
}

TEST(Documents, EveryYamlBlockIsAScenarioThatLoads) {
  int blocks = 0;
  each_document([&](const std::string& path, const std::string& text) {
    for (const Block& block : blocks_of(text)) {
      if (block.language != "yaml") continue;
      ++blocks;
      const auto scenario = load_scenario_text(completed(block.text), path, {});
      ASSERT_TRUE(scenario) << path << ":" << block.line << ": " << scenario.error().message;
      for (const ExpectationSpec& one : scenario->expect) {
        EXPECT_TRUE(parse_expectation(one.text)) << path << ":" << block.line << ": " << one.text;
      }
    }
  });
  EXPECT_GE(blocks, 1);
}

TEST(Documents, EveryCommandLineCanBeMeant) {
  int lines = 0;
  each_document([&](const std::string& path, const std::string& text) {
    for (const Piece& call : command_lines(text)) {
      ++lines;
      const std::string wrong = complaint(call.text);
      EXPECT_EQ(wrong, "") << path << ":" << call.line << ": " << call.text;
    }
  });
  EXPECT_GE(lines, 10);
}

TEST(Documents, EveryKnobOfAScenarioTurns) {
  for (const std::string& name : shipped_scenarios()) {
    const std::string path = "scenarios/" + name + "/README.md";
    for (const Piece& span : code_spans(text_of(path))) {
      if (!span.text.starts_with("--")) continue;
      const std::string line = "lastwrite run " + name + " " + span.text;
      EXPECT_EQ(complaint(line), "") << path << ":" << span.line << ": " << line;
    }
  }
}

TEST(Documents, EveryVerbOfDevIsThere) {
  const std::string dev = text_of("dev");
  const auto check = [&](const std::string& where, const std::string& code) {
    const std::vector<std::string> words =
        shell_words(code.starts_with("$ ") ? code.substr(2) : code);
    if (words.size() < 2 || words[0] != "./dev" ||
        words[1].find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) {
      return;
    }
    EXPECT_NE(dev.find("verb_" + words[1] + "()"), std::string::npos) << where << ": " << code;
  };
  each_document([&](const std::string& path, const std::string& text) {
    for (const Piece& span : code_spans(text)) check(path, span.text);
    for (const Block& block : blocks_of(text))
      check(path, block.text.substr(0, block.text.find('\n')));
  });
}

TEST(Documents, EveryRelativeLinkLeadsSomewhere) {
  each_document([&](const std::string& path, const std::string& text) {
    for (const Piece& link : link_targets(text)) {
      if (link.text.find("://") != std::string::npos || link.text.starts_with("mailto:")) continue;
      const std::size_t hash = link.text.find('#');
      const std::string file = link.text.substr(0, hash);
      const std::string target = file.empty() ? path : folder_of(path) + file;
      EXPECT_TRUE(exists(target)) << path << ":" << link.line << ": " << link.text;
      if (hash == std::string::npos || !target.ends_with(".md")) continue;
      EXPECT_TRUE(anchors_of(text_of(target)).contains(link.text.substr(hash + 1)))
          << path << ":" << link.line << ": no such heading: " << link.text;
    }
  });
}

bool is_source_name(const std::string& span) {
  const bool plain =
      span.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-./") == std::string::npos;
  const bool source = span.ends_with(".h") || span.ends_with(".cc") || span.ends_with(".proto");
  return plain && source && !span.starts_with('.') && !span.ends_with(".pb.h") &&
         span != "sqlite3.h";
}

// `region/base/time.h` from the root, `time.h` from the document's own folder or, in a document at
// the top, from anywhere.
TEST(Documents, EverySourceTheyNameIsThere) {
  each_document([&](const std::string& path, const std::string& text) {
    for (const Piece& span : code_spans(text)) {
      if (!is_source_name(span.text)) continue;
      EXPECT_TRUE(exists(span.text) || exists_below(folder_of(path), span.text))
          << path << ":" << span.line << ": no file " << span.text;
    }
  });
}

TEST(Documents, ReadmeNamesEveryScenarioWithItsQuestion) {
  std::string readme = text_of("README.md");
  for (const std::string& name : shipped_scenarios()) {
    const auto scenario = load_scenario(source_root() + "/scenarios/" + name, {});
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_NE(readme.find(name), std::string::npos) << name;
    EXPECT_NE(readme.find(scenario->question), std::string::npos)
        << name << ": " << scenario->question;
  }
}

}  // namespace
}  // namespace lastwrite::docs
