#include "scenarios/course/ladder.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/course/prediction.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

class LadderTest : public ::testing::Test {
 protected:
  // A folder with a lesson of this number, or with a scenario that is none.
  std::string folder(const std::string& name, int number) {
    const std::string path = directory_.path().string() + "/" + name;
    std::filesystem::create_directories(path);
    std::ofstream out(path + "/scenario.yaml");
    out << "name: " << name
        << "\nquestion: Why?\nregions: [a]\ntable: {name: Orders, key: {o: S}}\nworkload: {}\n"
           "strategies: [blind-put]\nduration: 1s\n";
    if (number > 0) {
      out << "lesson:\n  number: " << number
          << "\n  title: T\n  ask: A?\n  choices:\n    - {say: No., when: blind-put.lost == 0}\n"
             "    - {say: Yes., when: blind-put.lost > 0}\n  because: So.\n"
             "  figures: {blind-put.lost: lost}\n  try: [{set: seed=2, say: Else.}]\n";
    }
    return path;
  }

  void take(const std::string& lesson, const std::string& run, const Prediction& prediction) {
    const std::string path = runs() + "/" + lesson + "/" + run;
    std::filesystem::create_directories(path);
    ASSERT_TRUE(write_prediction(path, prediction));
  }
  std::string runs() const { return directory_.path().string() + "/runs"; }

 private:
  TempDirectory directory_;
};

TEST_F(LadderTest, LessonsStandByNumberAndOthersApart) {
  const auto ladder = load_ladder({folder("a", 2), folder("b", 0), folder("c", 1)});
  ASSERT_TRUE(ladder) << ladder.error().message;
  ASSERT_EQ(ladder->lessons.size(), 2U);
  EXPECT_EQ(ladder->lessons[0].scenario.name, "c");
  EXPECT_EQ(ladder->lessons[1].scenario.name, "a");
  ASSERT_EQ(ladder->others.size(), 1U);
  EXPECT_EQ(ladder->others[0].scenario.name, "b");
  EXPECT_EQ(ladder->find(2), &ladder->lessons[1]);
  EXPECT_EQ(ladder->find(3), nullptr);
}

TEST_F(LadderTest, TwoLessonsOfOneNumberAreRefused) {
  const auto ladder = load_ladder({folder("a", 1), folder("b", 1)});
  ASSERT_FALSE(ladder);
  EXPECT_THAT(ladder.error().message, HasSubstr("both lesson 1"));
}

TEST_F(LadderTest, TheNextLessonIsTheFirstThatNobodyHasTaken) {
  const Ladder ladder = load_ladder({folder("a", 1), folder("b", 2)}).value();
  EXPECT_EQ(next_lesson(ladder, runs()), &ladder.lessons[0]);
  std::filesystem::create_directories(runs() + "/a/20260101T000000Z-live-s1");
  EXPECT_EQ(standing_of(runs(), "a"), Standing::kNew) << "a run without a prediction";
  take("a", "20260102T000000Z-sim-s1", {.choice = 0, .right = {1}});
  EXPECT_EQ(standing_of(runs(), "a"), Standing::kMissed);
  EXPECT_EQ(next_lesson(ladder, runs()), &ladder.lessons[1]);
  take("a", "20260103T000000Z-sim-s1", {.choice = 1, .right = {1}});
  EXPECT_EQ(standing_of(runs(), "a"), Standing::kHeld) << "the newest counts";
  take("b", "20260103T000000Z-sim-s1", {});
  EXPECT_EQ(standing_of(runs(), "b"), Standing::kSeen);
  EXPECT_EQ(next_lesson(ladder, runs()), nullptr);
}

}  // namespace
}  // namespace lastwrite
