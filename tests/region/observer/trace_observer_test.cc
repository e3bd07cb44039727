// What the trace says is what happened.
#include "region/observer/trace_observer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/manual_clock.h"
#include "region/observer/trace_writer.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temp_directory.h"
#include "tests/support/trace_reading.h"

namespace lastwrite {
namespace {

const Stamp kStamp{WallTime{500}, 2, RegionName("eu-west-1")};
const Stamp kBefore{WallTime{400}, 0, RegionName("us-east-1")};

class TraceObserverTest : public testing::Test {
 protected:
  TraceObserverTest() {
    v1::TraceHeader header;
    header.set_producer("eu-west-1");
    auto writer = TraceWriter::create(path_, header, clock_.now()).value();
    observer_.emplace(std::make_unique<TraceWriter>(std::move(writer)), clock_);
    record_.table = TableName("Orders");
    record_.stamp = kStamp;
    record_.item = Item{};
    record_.observer = {OperationId{77}, TrueTime{-9}, Duration(80)};
    clock_.advance(1s);
  }
  /// All events but the header.
  std::vector<v1::TraceEvent> written() {
    observer_->flush();
    auto events = read_trace(path_);
    EXPECT_TRUE(!events.empty() && events.front().has_header());
    events.erase(events.begin());
    return events;
  }
  static bool is(const v1::Stamp& got, const Stamp& expected) {
    return got.time_ns() == expected.time.ns && got.counter() == expected.counter &&
           got.region() == expected.region.text;
  }

  TempDirectory directory_;
  const std::string path_ = directory_.file("eu-west-1.0.lwtrace");
  ManualClock clock_;
  ChangeRecord record_;
  const std::string key_ = "ord-1";
  std::optional<TraceObserver> observer_;
};

TEST_F(TraceObserverTest, AnAcceptedWriteIsWrittenAsOfItsAcceptance) {
  observer_->on_accept({record_, key_, kBefore, true, true, false});
  const auto events = written();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].at_ns(), -9);
  const v1::Accept& accept = events[0].accept();
  EXPECT_EQ(accept.table(), "Orders");
  EXPECT_EQ(accept.key(), "ord-1");
  EXPECT_TRUE(is(accept.version(), kStamp));
  EXPECT_TRUE(is(accept.previous(), kBefore));
  EXPECT_EQ(accept.operation(), 77U);
  EXPECT_TRUE(accept.installed() && accept.conditional());
  EXPECT_FALSE(accept.atomic() || accept.deleted());
}

TEST_F(TraceObserverTest, AStillbornAtomicDeleteOfNothingIsToldApart) {
  record_.item.reset();
  observer_->on_accept({record_, key_, std::nullopt, false, false, true});
  const auto events = written();
  ASSERT_EQ(events.size(), 1U);
  const v1::Accept& accept = events[0].accept();
  EXPECT_FALSE(accept.installed() || accept.conditional() || accept.has_previous());
  EXPECT_TRUE(accept.atomic() && accept.deleted());
}

TEST_F(TraceObserverTest, AnAppliedChangeIsWrittenAsOfNowWithItsOutcome) {
  observer_->on_apply({record_, key_, kBefore, ApplyOutcome::kInstalled, false});
  observer_->on_apply({record_, key_, kStamp, ApplyOutcome::kDuplicate, true});
  observer_->on_apply({record_, key_, std::nullopt, ApplyOutcome::kDiscardedOlder, false});
  const auto events = written();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].at_ns(), clock_.now().ns);
  const v1::Apply& apply = events[0].apply();
  EXPECT_EQ(apply.table(), "Orders");
  EXPECT_EQ(apply.key(), "ord-1");
  EXPECT_TRUE(is(apply.version(), kStamp));
  EXPECT_TRUE(is(apply.previous(), kBefore));
  EXPECT_EQ(apply.accepted_at_ns(), -9);
  EXPECT_EQ(apply.injected_ns(), 80);
  EXPECT_EQ(apply.operation(), 77U);
  EXPECT_EQ(apply.outcome(), v1::Apply::INSTALLED);
  EXPECT_FALSE(apply.backfill());
  EXPECT_EQ(events[1].apply().outcome(), v1::Apply::DUPLICATE);
  EXPECT_TRUE(events[1].apply().backfill());
  EXPECT_EQ(events[2].apply().outcome(), v1::Apply::DISCARDED_OLDER);
  EXPECT_FALSE(events[2].apply().has_previous());
}

TEST_F(TraceObserverTest, ACoalescedChangeNamesWhatReplacedIt) {
  observer_->on_coalesced({RegionName("sa-east-1"), record_.table, key_, kBefore, kStamp});
  const auto events = written();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].coalesced().to(), "sa-east-1");
  EXPECT_TRUE(is(events[0].coalesced().version(), kBefore));
  EXPECT_TRUE(is(events[0].coalesced().by(), kStamp));
}

TEST_F(TraceObserverTest, AFullDiskIsToldOnceAndTheTraceIsGivenUp) {
  testing::internal::CaptureStderr();
  record_.table.text = std::string(5000, 'x');
  {
    const FileSizeLimit full(4096);
    for (int i = 0; i < 3; ++i) {
      observer_->on_accept({record_, key_, kBefore, true, true, false});
      observer_->flush();
    }
  }
  observer_->on_accept({record_, key_, kBefore, true, true, false});
  EXPECT_TRUE(written().empty());
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_THAT(said,
              testing::StartsWith("warning: the trace ends here: cannot write the trace " + path_));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1);
}

}  // namespace
}  // namespace lastwrite
