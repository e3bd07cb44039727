#include "replicator/transport/write_queue.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

// Remembers which writes were begun.
struct FakeReactor {
  void StartWrite(const std::string* message) { begun.push_back(*message); }
  std::vector<std::string> begun;
};

class WriteQueueTest : public testing::Test {
 protected:
  FakeReactor reactor_;
  WriteQueue<FakeReactor, std::string> queue_{reactor_};
};

using Begun = std::vector<std::string>;

TEST_F(WriteQueueTest, BeginsOneWriteAtATimeInOrder) {
  for (const char* message : {"a", "b", "c"}) queue_.write(message);
  EXPECT_EQ(reactor_.begun, Begun{"a"});
  queue_.on_write_done(true);
  EXPECT_EQ(reactor_.begun, (Begun{"a", "b"}));
  queue_.on_write_done(true);
  queue_.on_write_done(true);
  EXPECT_EQ(reactor_.begun, (Begun{"a", "b", "c"}));
  queue_.write("d");
  EXPECT_EQ(reactor_.begun.back(), "d");
}

TEST_F(WriteQueueTest, AfterAFailedWriteNoOtherBegins) {
  queue_.write("a");
  queue_.write("b");
  queue_.on_write_done(false);
  queue_.write("c");
  EXPECT_EQ(reactor_.begun, Begun{"a"});
  EXPECT_TRUE(queue_.close()) << "the failure was not the close";
}

TEST_F(WriteQueueTest, ClosedItBeginsNothingAndSaysSoOnce) {
  queue_.write("a");
  queue_.write("b");
  EXPECT_TRUE(queue_.close());
  EXPECT_FALSE(queue_.close());
  queue_.on_write_done(true);
  queue_.write("c");
  EXPECT_EQ(reactor_.begun, Begun{"a"});
}

}  // namespace
}  // namespace lastwrite
