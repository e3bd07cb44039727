// Every target over its corpus, and over mutations of it drawn from a seed.
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "region/base/random.h"
#include "tests/fuzz/fuzz_targets.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kSeed = 20'261;
constexpr int kMutationsOfEach = 60;

std::string unescaped(const std::string& line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escape =
        line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == 'n' || line[i + 1] == '\\');
    out += !escape ? line[i] : line[++i] == 'n' ? '\n' : '\\';
  }
  return out;
}

std::vector<std::string> corpus(std::string_view name) {
  const std::string folder = std::getenv("LASTWRITE_SOURCE_DIR");
  std::ifstream in(fmt::format("{}/tests/fuzz/corpus/{}.lines", folder, name));
  std::vector<std::string> inputs;
  for (std::string line; std::getline(in, line);) inputs.push_back(unescaped(line));
  return inputs;
}

// One to four edits: a byte changed, a stretch cut out, doubled, or taken from another input.
std::string mutated(std::string text, const std::vector<std::string>& inputs, Random& dice) {
  for (std::uint64_t edits = 1 + dice.below(4); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = dice.below(text.size());
    const std::size_t length = 1 + dice.below(std::min<std::size_t>(20, text.size() - at));
    const std::string& other = inputs[dice.below(inputs.size())];
    switch (dice.below(4)) {
      case 0:
        text[at] = static_cast<char>(dice.below(256));
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(at, length));
        break;
      default:
        text.replace(at, length, other.substr(std::min(at, other.size()), length));
    }
  }
  return text;
}

class FuzzSmoke : public testing::TestWithParam<FuzzTarget> {};

TEST_P(FuzzSmoke, SurvivesItsCorpusAndMutationsOfIt) {
  const FuzzTarget& target = GetParam();
  const std::vector<std::string> inputs = corpus(target.name);
  ASSERT_FALSE(inputs.empty()) << "there is no corpus";
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  Random dice = Random(kSeed).fork(target.name);
  target.run("");
  for (const std::string& input : inputs) {
    target.run(input);
    for (int i = 0; i < kMutationsOfEach; ++i) target.run(mutated(input, inputs, dice));
  }
}

INSTANTIATE_TEST_SUITE_P(All, FuzzSmoke, testing::ValuesIn(fuzz_targets()),
                         [](const auto& given) { return std::string(given.param.name); });

}  // namespace
}  // namespace lastwrite
