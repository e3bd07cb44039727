#include "replicator/transport/in_use.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(InUse, DoesNotWaitForNothing) {
  InUse in_use;
  in_use.wait();
  in_use.enter();
  in_use.leave();
  in_use.wait();
}

TEST(InUse, WaitsForTheLastOne) {
  InUse in_use;
  std::atomic<int> held = 4;
  for (int i = 0; i < 4; ++i) in_use.enter();
  std::thread holder([&] {
    for (int i = 0; i < 4; ++i) {
      --held;
      in_use.leave();
    }
  });
  in_use.wait();
  EXPECT_EQ(held, 0);
  holder.join();
}

}  // namespace
}  // namespace lastwrite
