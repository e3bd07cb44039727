#include "scenarios/lean/lean_queue.h"

#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "region/base/random.h"

namespace lastwrite {
namespace {

using Kind = LeanEvent::Kind;

// Often soon, and often the same; sometimes beyond the wheel.
std::int64_t drawn_wait(Random& random) {
  const auto steps = static_cast<std::int64_t>(random.below(40));
  if (random.chance_ppm(20'000)) return steps * 100'000'000;
  return steps * (random.chance_ppm(500'000) ? 25'000 : 1'000'000);
}

TEST(LeanQueue, EventsComeInTheOrderOfTimeThenOfSchedulingAndDeliveriesLast) {
  Random random(4);
  LeanQueue queue;
  std::set<std::tuple<std::int64_t, bool, std::uint32_t>> expected;  // the model: sorted
  std::uint32_t next = 0;
  for (int i = 0; i < 20'000; ++i) {
    if (!queue.empty() && random.chance_ppm(480'000)) {
      const LeanEvent event = queue.pop();
      ASSERT_EQ(event.subject, std::get<2>(*expected.begin()));
      ASSERT_EQ(queue.now(), std::get<0>(*expected.begin()));
      expected.erase(expected.begin());
    } else if (random.chance_ppm(400'000)) {
      queue.push_hop({Kind::kRequest, 0, 0, next});
      expected.emplace(queue.now() + kLocalHop.count(), false, next++);
    } else {
      const bool delivery = random.chance_ppm(500'000);
      const std::int64_t due = queue.now() + drawn_wait(random);
      // Nothing else is scheduled for the present instant once a delivery of it may have come.
      if (due == queue.now()) continue;
      queue.push(due, {delivery ? Kind::kApply : Kind::kBegin, 0, 0, next});
      expected.emplace(due, delivery, next++);
    }
  }
}

}  // namespace
}  // namespace lastwrite
