// What the forest does with the versions that it is told of, one small story each.
#include "analysis/online/version_forest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Forest : public testing::Test {
 protected:
  // A version held by one region, on the base given.
  VersionId add(VersionId base = kNoVersion) {
    OpenVersion version;
    version.order = ++order_;
    const VersionId id = forest_.add(version, base);
    forest_.acquire(id);
    return id;
  }

  std::vector<std::string> decided_;
  VersionForest forest_{[this](std::uint32_t, const FateKey& key, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) decided_.emplace_back(fate_text(key.fate));
  }};
  std::uint64_t order_ = 0;
};

TEST_F(Forest, ADisplacedVersionWithoutDescendantsIsFinalWhenNobodyHoldsIt) {
  const VersionId lost = add();
  forest_.decide(lost, Fate::kLostConcurrent);
  EXPECT_THAT(decided_, IsEmpty());
  forest_.release(lost);
  EXPECT_THAT(decided_, ElementsAre("lost_concurrent"));
  EXPECT_EQ(forest_.open(), 0U);
}

TEST_F(Forest, WhatTheWinnerWasComputedFromIsIncludedWhateverDisplacedItAtHome) {
  const VersionId base = add();
  const VersionId loser = add(base);
  const VersionId winner = add(base);
  forest_.inherit(base, loser);  // its own region put the loser over it
  forest_.decide(loser, Fate::kLostConcurrent);
  forest_.release(base);
  forest_.release(loser);
  EXPECT_THAT(decided_, ElementsAre("lost_concurrent"));
  forest_.win(winner);
  EXPECT_THAT(decided_, ElementsAre("lost_concurrent", "winner", "included"));
  EXPECT_EQ(forest_.open(), 0U);
}

TEST_F(Forest, ALostVersionOrphansTheWholeChainInsideIt) {
  const VersionId first = add();
  const VersionId second = add(first);
  const VersionId third = add(second);
  forest_.inherit(first, second);
  forest_.inherit(second, third);
  forest_.release(first);
  forest_.release(second);
  EXPECT_EQ(forest_.open(), 1U);  // one place for all three
  forest_.decide(third, Fate::kLostInverted);
  forest_.release(third);
  EXPECT_THAT(decided_, UnorderedElementsAre("lost_inverted", "lost_orphaned", "lost_orphaned"));
  EXPECT_EQ(forest_.open(), 0U);
}

TEST_F(Forest, ASupersededVersionTakesWhatLivesInsideItAlong) {
  const VersionId first = add();
  const VersionId second = add(first);
  forest_.inherit(first, second);
  forest_.release(first);
  forest_.decide(second, Fate::kSupersededInformed);
  forest_.release(second);
  EXPECT_THAT(decided_, ElementsAre("superseded_informed", "superseded_informed"));
}

TEST_F(Forest, AVersionThatAClientHasReadStaysABase) {
  const VersionId read = add();
  forest_.acquire(read);  // the client
  forest_.decide(read, Fate::kLostConcurrent);
  forest_.release(read);  // the region
  const VersionId written = add(read);
  forest_.release(read);
  forest_.win(written);
  EXPECT_THAT(decided_, ElementsAre("winner", "included"));
}

TEST_F(Forest, IncludesFollowsBasesAlone) {
  const VersionId base = add();
  const VersionId child = add(base);
  const VersionId stranger = add();
  EXPECT_TRUE(forest_.includes(child, base));
  EXPECT_TRUE(forest_.includes(child, child));
  EXPECT_FALSE(forest_.includes(base, child));
  EXPECT_FALSE(forest_.includes(stranger, base));
}

}  // namespace
}  // namespace lastwrite
