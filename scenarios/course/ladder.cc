#include "scenarios/course/ladder.h"

#include <algorithm>
#include <filesystem>

#include "scenarios/course/prediction.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

Result<void> check_numbers(const std::vector<LadderStep>& lessons) {
  for (std::size_t i = 1; i < lessons.size(); ++i) {
    const LadderStep& one = lessons[i - 1];
    const LadderStep& other = lessons[i];
    if (one.lesson().number != other.lesson().number) continue;
    return fail(ErrorCode::kUsage, "{} and {} are both lesson {}: give one of them another number",
                one.folder, other.folder, one.lesson().number);
  }
  return {};
}

Standing standing_of(const Prediction& prediction) {
  if (!prediction.choice) return Standing::kSeen;
  return prediction.held() ? Standing::kHeld : Standing::kMissed;
}

}  // namespace

const LadderStep* Ladder::find(std::uint32_t number) const {
  for (const LadderStep& step : lessons) {
    if (step.lesson().number == number) return &step;
  }
  return nullptr;
}

Result<Ladder> load_ladder(const std::vector<std::string>& folders) {
  Ladder ladder;
  for (const std::string& folder : folders) {
    Result<Scenario> scenario = load_scenario(folder, {});
    if (!scenario) return propagate(scenario);
    std::vector<LadderStep>& kind = scenario->lesson ? ladder.lessons : ladder.others;
    kind.push_back({folder, *std::move(scenario)});
  }
  std::stable_sort(ladder.lessons.begin(), ladder.lessons.end(),
                   [](const LadderStep& a, const LadderStep& b) {
                     return a.lesson().number < b.lesson().number;
                   });
  if (const auto apart = check_numbers(ladder.lessons); !apart) return propagate(apart);
  return ladder;
}

Standing standing_of(const std::string& runs, const std::string& lesson) {
  std::vector<std::string> folders;  // their names begin with the time
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(fs::path(runs) / lesson, none)) {
    folders.push_back(entry.path().string());
  }
  std::sort(folders.rbegin(), folders.rend());
  for (const std::string& folder : folders) {
    const Result<Prediction> prediction = read_prediction(folder);
    if (prediction) return standing_of(*prediction);
  }
  return Standing::kNew;
}

const LadderStep* next_lesson(const Ladder& ladder, const std::string& runs) {
  for (const LadderStep& step : ladder.lessons) {
    if (standing_of(runs, step.scenario.name) == Standing::kNew) return &step;
  }
  return nullptr;
}

}  // namespace lastwrite
