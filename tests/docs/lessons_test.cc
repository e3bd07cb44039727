// That every lesson is one: its page has all parts, its numbers come from somewhere, its question
// has one right answer, and its knobs turn.
#include <algorithm>
#include <cctype>
#include <set>

#include <gtest/gtest.h>

#include "analysis/report/expectation.h"
#include "scenarios/course/ladder.h"
#include "scenarios/course/lesson_text.h"
#include "tests/docs/command_line.h"
#include "tests/docs/documents.h"
#include "tests/docs/markdown.h"
#include "tests/docs/shown.h"

namespace lastwrite::docs {
namespace {

Ladder shipped_ladder() {
  std::vector<std::string> folders;
  for (const std::string& name : shipped_scenarios()) {
    folders.push_back(source_root() + "/scenarios/" + name);
  }
  auto ladder = load_ladder(folders);
  EXPECT_TRUE(ladder) << ladder.error().message;
  return ladder ? *std::move(ladder) : Ladder();
}

std::string page_of(const std::string& name) {
  return text_of("scenarios/" + name + "/README.md");
}

// What a reader reads as text: no blocks, no code spans, no targets of links, no comments.
std::string prose_of(const std::string& page) {
  std::string prose = without_blocks(page);
  const auto drop = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = prose.find(from); at != std::string::npos; at = prose.find(from, at)) {
      const std::size_t end = prose.find(to, at + from.size());
      prose.erase(at, end == std::string::npos ? end : end + to.size() - at);
    }
  };
  drop("<!--", "-->");
  drop("`", "`");
  drop("](", ")");
  // AWS's own figures have a source beside them, and exercises ask for numbers.
  drop("**In AWS.**", "\n\n");
  drop("**Exercises.**", "\n\n");
  return prose;
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// "14.4", "188": not the digits of a word such as p99 or eu-west-1.
std::set<std::string> numbers_of(const std::string& text) {
  std::set<std::string> numbers;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    const char before = i == 0 ? ' ' : text[i - 1];
    std::size_t end = i;
    while (end < text.size() &&
           (is_digit(text[end]) ||
            (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1])))) {
      ++end;
    }
    const bool inside_word =
        std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '-' || before == '_';
    if (!inside_word) numbers.insert(text.substr(i, end - i));
    i = end;
  }
  return numbers;
}

TEST(Lessons, AreNumberedFromOneWithoutAGap) {
  const Ladder ladder = shipped_ladder();
  ASSERT_GE(ladder.lessons.size(), 14U);
  for (std::size_t i = 0; i < ladder.lessons.size(); ++i) {
    EXPECT_EQ(ladder.lessons[i].lesson().number, i + 1) << ladder.lessons[i].folder;
  }
}

TEST(Lessons, OneChoiceOfEachIsRightAndTheRunKeepsItsExpectations) {
  for (const LadderStep& step : shipped_ladder().lessons) {
    const std::string reveal = output_once(fmt::format("learn {} --json", step.lesson().number));
    EXPECT_NE(reveal.find("\"verdict\":\"ok\""), std::string::npos)
        << step.scenario.name << ": " << reveal.substr(0, 2000);
    const std::size_t at = reveal.find("\"right\":[");
    ASSERT_NE(at, std::string::npos) << step.scenario.name << ": " << reveal;
    const std::string right = reveal.substr(at + 9, reveal.find(']', at) - at - 8);
    EXPECT_EQ(right.size(), 2U) <<  // "3]"
        step.scenario.name << ": right are " << right;
    EXPECT_EQ(reveal.find("not measured"), std::string::npos) << step.scenario.name;
  }
}

TEST(Lessons, EachPageHasItsPartsInTheirOrder) {
  for (const LadderStep& step : shipped_ladder().lessons) {
    const std::string page = page_of(step.scenario.name);
    std::size_t at = 0;
    for (const char* part :
         {"**Question.**", "**Predict first.**", "**Run.**", "**How to read it.**", "**Why.**",
          "**Change one knob.**", "**Exercises.**", "**In AWS.**"}) {
      const std::size_t found = page.find(part, at);
      EXPECT_NE(found, std::string::npos) << step.scenario.name << " lacks " << part;
      if (found != std::string::npos) at = found;
    }
    EXPECT_NE(page.find("<!-- shown: question " + step.scenario.name + " -->"), std::string::npos)
        << step.scenario.name;
    EXPECT_NE(page.find("<!-- shown: lastwrite run " + step.scenario.name + " --sim"),
              std::string::npos)
        << step.scenario.name << " shows no run of its own";
  }
}

TEST(Lessons, EveryNumberOfAPageStandsInItsOutputOrItsScenario) {
  for (const std::string& name : shipped_scenarios()) {
    const std::string page = page_of(name);
    std::string sources = text_of("scenarios/" + name + "/scenario.yaml");
    for (const ShownBlock& block : shown_blocks(page)) sources += block.what + "\n" + block.text;
    const std::set<std::string> known = numbers_of(sources);
    for (const std::string& number : numbers_of(prose_of(page))) {
      if (number == "0" || number == "1" || number == "2") continue;  // of formulas
      EXPECT_TRUE(known.contains(number))
          << "scenarios/" << name << "/README.md says " << number << ": show the run that gives it";
    }
  }
}

TEST(Lessons, WhatTheyMeasureCanBeMeasured) {
  for (const LadderStep& step : shipped_ladder().lessons) {
    for (const LessonFigure& figure : step.lesson().figures) {
      EXPECT_TRUE(parse_expectation(figure.metric + " >= 0"))
          << step.folder << "/scenario.yaml:" << figure.line << ": " << figure.metric;
    }
    for (const LessonChoice& choice : step.lesson().choices) {
      for (const ExpectationSpec& one : choice.when) {
        const auto parsed = parse_expectation(one.text);
        EXPECT_TRUE(parsed) << step.folder << "/scenario.yaml:" << one.line << ": "
                            << (parsed ? "" : parsed.error().message);
      }
    }
    for (const LessonKnob& knob : step.lesson().knobs) {
      EXPECT_EQ(complaint(knob_command(step.scenario.name, knob)), "") << step.folder;
    }
  }
}

}  // namespace
}  // namespace lastwrite::docs
