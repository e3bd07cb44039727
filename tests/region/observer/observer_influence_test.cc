// The observer never influences: the same history, observed or not, numbered or not, on a full disk
// or not, gives the same versions, the same items and the same answers.
#include <gtest/gtest.h>

#include "region/observer/trace_observer.h"
#include "region/observer/trace_writer.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/property.h"
#include "tests/support/temp_directory.h"
#include "tests/support/test_region.h"
#include "tests/support/trace_reading.h"

namespace lastwrite {
namespace {

enum class Watch { kNobody, kTrace, kTraceOnFullDisk };

struct Outcome {
  std::vector<std::map<ItemKey, StoredItem>> contents;
  std::vector<std::vector<Stamp>> acknowledged;
  std::vector<std::vector<Error>> errors;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

const std::vector<RegionName> kNames = {RegionName("a-1"), RegionName("b-1"), RegionName("c-1")};

// Three regions living through the history of a seed.
class World {
 public:
  World(std::uint64_t seed, Watch watch, bool numbered) : random_(seed) {
    const auto rule = static_cast<StampRule>(random_.below(3));
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      std::vector<RegionName> peers = kNames;
      peers.erase(peers.begin() + static_cast<std::ptrdiff_t>(i));
      observers_.push_back(make_observer(kNames[i], watch));
      regions_.push_back(std::make_unique<TestRegion>(kNames[i], peers, stores_[i], scheduler_,
                                                      network_, random_.fork("links"), rule,
                                                      observers_[i].get()));
      if (numbered) regions_[i]->number_operations();
    }
    scheduler_.run_for(10ms);
    for (const auto& from : regions_) shape(*from);
  }

  void live(int steps) {
    for (int i = 0; i < steps; ++i) {
      act(*regions_[random_.below(3)], fmt::format("k{}", random_.below(3)));
      scheduler_.run_for(Duration(static_cast<std::int64_t>(random_.below(60'000'000))));
    }
    scheduler_.run_for(5s);
  }

  Outcome outcome() const {
    Outcome all;
    for (const auto& region : regions_) {
      all.contents.push_back(region->contents());
      all.acknowledged.push_back(region->acknowledged());
      all.errors.push_back(region->errors());
    }
    return all;
  }

  std::string trace_of(const RegionName& name) const {
    return directory_.file(name.text + ".0.lwtrace");
  }

 private:
  std::unique_ptr<Observer> make_observer(const RegionName& name, Watch watch) {
    if (watch == Watch::kNobody) return std::make_unique<NullObserver>();
    v1::TraceHeader header;
    header.set_producer(name.text);
    auto writer = TraceWriter::create(trace_of(name), header, scheduler_.now()).value();
    return std::make_unique<TraceObserver>(std::make_unique<TraceWriter>(std::move(writer)),
                                           scheduler_);
  }

  void shape(TestRegion& from) {
    LinkSpec link;
    link.latency = Distribution::exponential(80ms);
    link.duplicate_ppm = 100'000;
    for (const RegionName& to : kNames) from.links().set_link(to, link);
  }

  void act(TestRegion& region, const std::string& key) {
    switch (random_.below(5)) {
      case 0:
        return region.remove(key);
      case 1:
        return region.add(key, 1);
      case 2:
        return region.put(key, {}, Condition::not_exists(attribute("id")));
      case 3:
        return region.clock().step(
            Duration(static_cast<std::int64_t>(random_.below(200'000'000)) - 100'000'000));
      default:
        return region.put(key,
                          Item{{"token", Number(static_cast<std::int64_t>(random_.below(1000)))}});
    }
  }

  Random random_;
  TempDirectory directory_;
  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  MemoryStore stores_[3];
  std::vector<std::unique_ptr<Observer>> observers_;
  std::vector<std::unique_ptr<TestRegion>> regions_;
};

Outcome outcome_of(std::uint64_t seed, Watch watch, bool numbered) {
  World world(seed, watch, numbered);
  std::optional<FileSizeLimit> full;
  if (watch == Watch::kTraceOnFullDisk) full.emplace(1000);
  world.live(60);
  return world.outcome();
}

TEST(ObserverInfluence, AWatchedHistoryEndsAsAnUnwatchedOneDoes) {
  expect_property(
      [] {
        const auto seed = *rc::gen::arbitrary<std::uint64_t>();
        const Outcome unwatched = outcome_of(seed, Watch::kNobody, false);
        RC_ASSERT(outcome_of(seed, Watch::kNobody, true) == unwatched);
        RC_ASSERT(outcome_of(seed, Watch::kTrace, true) == unwatched);
        RC_ASSERT(outcome_of(seed, Watch::kTrace, false) == unwatched);
      },
      {.runs = 40});
}

TEST(ObserverInfluence, AFullDiskUnderTheTraceDisturbsNothing) {
  testing::internal::CaptureStderr();
  const Outcome disturbed = outcome_of(5, Watch::kTraceOnFullDisk, true);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("the trace ends here"), std::string::npos);
  EXPECT_EQ(disturbed, outcome_of(5, Watch::kNobody, true));
}

TEST(ObserverInfluence, TheTraceHasEveryAcknowledgedWriteAndEveryArrival) {
  World world(11, Watch::kTrace, true);
  world.live(100);
  const Outcome outcome = world.outcome();
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    std::set<std::string> accepted;
    std::set<std::string> installed;
    for (const v1::TraceEvent& event : read_trace(world.trace_of(kNames[i]))) {
      const auto name = [](const v1::Stamp& s) {
        return fmt::format("{} {} {}", s.time_ns(), s.counter(), s.region());
      };
      if (event.has_accept()) accepted.insert(name(event.accept().version()));
      if (event.has_apply()) installed.insert(name(event.apply().version()));
    }
    ASSERT_FALSE(outcome.acknowledged[i].empty());
    for (const Stamp& stamp : outcome.acknowledged[i]) {
      EXPECT_TRUE(
          accepted.contains(fmt::format("{} {} {}", stamp.time.ns, stamp.counter, stamp.region)));
    }
    for (const auto& [key, stored] : outcome.contents[i]) {
      const Stamp& stamp = stored.version;
      const bool own = stamp.region == kNames[i];
      EXPECT_TRUE(
          (own ? accepted : installed)
              .contains(fmt::format("{} {} {}", stamp.time.ns, stamp.counter, stamp.region)));
    }
  }
}

TEST(ObserverInfluence, AnAcknowledgedWriteIsInTheTraceFileBeforeItsReplyLeaves) {
  const TempDirectory directory;
  const std::string path = directory.file("a-1.0.lwtrace");
  ManualScheduler scheduler;
  auto writer = TraceWriter::create(path, v1::TraceHeader(), scheduler.now()).value();
  TraceObserver observer(std::make_unique<TraceWriter>(std::move(writer)), scheduler);
  MemoryStore store;
  const auto engine =
      Engine::open({RegionName("a-1"), StampRule::kWall, 7}, store, scheduler, observer).value();
  GroupCommit commits(scheduler, *engine, [] {});
  std::size_t accepts_at_reply = 0;
  commits.submit<WriteOutput>(
      [&]() -> Result<WriteOutput> {
        const auto created = engine->catalog().create(store.facts(), {kTestTable, kTestKey});
        if (!created) return propagate(created);
        return put_item(*engine, {kTestTable, Item{{"id", "x"}}});
      },
      [&](const Result<WriteOutput>& result) {
        EXPECT_TRUE(result);
        for (const v1::TraceEvent& event : read_trace(path))
          accepts_at_reply += event.has_accept() ? 1 : 0;
      });
  scheduler.run_for(1ms);
  EXPECT_EQ(accepts_at_reply, 1U);
}

}  // namespace
}  // namespace lastwrite
