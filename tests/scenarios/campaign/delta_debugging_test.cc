#include "scenarios/campaign/delta_debugging.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lastwrite {
namespace {

bool holds(const Indices& kept, const std::set<std::size_t>& needed) {
  return std::includes(kept.begin(), kept.end(), needed.begin(), needed.end());
}

ShowsPart needing(std::set<std::size_t> needed) {
  return [needed](const Indices& kept) -> std::optional<bool> { return holds(kept, needed); };
}

TEST(DeltaDebugging, FindsWhatIsNeededWhereverItStands) {
  EXPECT_EQ(minimal_part(10, needing({3, 7})), (Indices{3, 7}));
  EXPECT_EQ(minimal_part(1000, needing({0})), (Indices{0}));
  EXPECT_EQ(minimal_part(3, needing({0, 1, 2})), (Indices{0, 1, 2}));
}

TEST(DeltaDebugging, ALastOneIsNeverLeftOut) {
  EXPECT_EQ(minimal_part(0, needing({})), Indices{});
  EXPECT_EQ(minimal_part(1, needing({})).size(), 1U);
  EXPECT_EQ(minimal_part(100, needing({})).size(), 1U);
}

TEST(DeltaDebugging, WhenNoMoreMayBeAskedTheSmallestSoFarIsKept) {
  int asked = 0;
  const auto shows = [&](const Indices& kept) -> std::optional<bool> {
    if (++asked > 4) return std::nullopt;
    return holds(kept, {9, 10});
  };
  const Indices part = minimal_part(64, shows);
  EXPECT_EQ(asked, 5);
  EXPECT_LT(part.size(), 64U);
  EXPECT_TRUE(holds(part, {9, 10}));
}

RC_GTEST_PROP(DeltaDebugging, WithoutAnyOneMemberTheResultShowsNoMore, ()) {
  // An arbitrary rule, not monotone: so many members of a sum that is not divisible.
  const auto count = *rc::gen::inRange<std::size_t>(1, 40);
  const auto weights = *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(0, 50));
  const auto rule = [&](const Indices& kept) {
    int sum = 0;
    for (const std::size_t i : kept) sum += weights[i];
    return sum % 7 == 3 || sum > 200;
  };
  Indices all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(i);
  RC_PRE(rule(all));
  const Indices part =
      minimal_part(count, [&](const Indices& kept) { return std::optional(rule(kept)); });
  RC_ASSERT(rule(part));
  for (std::size_t i = 0; part.size() > 1 && i < part.size(); ++i) {
    Indices less = part;
    less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
    RC_ASSERT(!rule(less));
  }
}

}  // namespace
}  // namespace lastwrite
