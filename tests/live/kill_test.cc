// A region that is killed in mid-load keeps what it acknowledged and catches up with the others.
#include <algorithm>
#include <atomic>
#include <future>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/live_regions.h"
#include "tests/live/support/load.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

const std::vector<std::string> kNames = {"us-east-1", "eu-west-1", "ap-northeast-1"};

using Held = std::map<std::string, HeldVersion>;

Held held_by(LiveRegions& regions, const std::string& name) {
  const auto versions = regions.versions(name);
  EXPECT_TRUE(versions) << name;
  Held out;
  if (!versions) return out;
  for (const HeldVersion& version : *versions) out.emplace(version.key, version);
  return out;
}

// What a key is called where it is listed: as the item's key text.
std::string listed(const std::string& key) {
  return key_text(orders_key(), *orders_key().key_of({{"orderId", key}}));
}

// Acknowledged puts that the region does not hold, neither themselves nor (of a shared item) a
// newer one.
std::vector<std::string> missing(const std::vector<AcknowledgedPut>& acknowledged,
                                 const Held& held) {
  std::vector<std::string> out;
  for (const AcknowledgedPut& put : acknowledged) {
    const auto found = held.find(listed(put.key));
    const bool there = found != held.end() && (put.own ? found->second.version == put.version
                                                       : found->second.version >= put.version);
    if (!there) out.push_back(put.key + " " + stamp_text(put.version));
  }
  return out;
}

const PeerState* toward(const RegionState& state, const std::string& peer) {
  const auto found = std::find_if(state.peers.begin(), state.peers.end(),
                                  [&](const PeerState& one) { return one.peer.text == peer; });
  return found == state.peers.end() ? nullptr : &*found;
}

bool same(const Held& a, const Held& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.version == y.second.version &&
           x.second.item == y.second.item;
  });
}

class KillUnderLoad : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override {
    RecordProperty("seed", std::to_string(seed_));
    const std::vector<std::string> arguments = {"--durability", full_ ? "full" : "process"};
    regions_ = std::make_unique<LiveRegions>(sandbox_, kNames, arguments);
    const Result<void> started = regions_->start();
    ASSERT_TRUE(started) << started.error().message;
    LinkSpec slow;
    slow.latency = Distribution::fixed(60ms);
    for (const std::string& peer : others_) ASSERT_TRUE(regions_->set_link(victim_, peer, slow));
    load_ = std::make_unique<Load>(*regions_, LoadOptions{.writers_per_region = 3, .seed = seed_});
  }

  // Kills the victim at the moment of one of its acknowledgements, with others under way.
  void kill_in_mid_load() {
    auto dead = std::make_shared<std::promise<Result<void>>>();
    load_->when_acknowledged(victim_, 40 + random_.below(200), [this, dead] {
      regions_->cluster().kill(RegionName(victim_), CrashMode::kProcess,
                               [dead](Result<void> result) { dead->set_value(std::move(result)); });
    });
    load_->start();
    auto killed = dead->get_future();
    ASSERT_EQ(killed.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    ASSERT_TRUE(killed.get());
  }

  // The survivors count what waits for the victim.
  void expect_survivors_report_backlog() {
    for (const std::string& survivor : others_) {
      EXPECT_TRUE(wait_until(
          [&] {
            const auto state = regions_->state(survivor);
            const PeerState* peer = state ? toward(*state, victim_) : nullptr;
            return peer && !peer->connected && peer->outstanding_records > 0 &&
                   peer->oldest_outstanding > 0ns;
          },
          10s))
          << survivor << " reports nothing outstanding for " << victim_;
    }
  }

  std::uint64_t applied_at(const std::string& region) {
    const auto state = regions_->state(region);
    const PeerState* peer = state ? toward(*state, victim_) : nullptr;
    return peer ? peer->applied : 0;
  }

  const std::uint64_t seed_ = GetParam();
  Random random_ = Random(seed_).fork("kill");
  const std::string victim_ = kNames[seed_ % kNames.size()];
  const bool full_ = seed_ % 5 == 4;
  std::vector<std::string> others_ = [this] {
    std::vector<std::string> out = kNames;
    std::erase(out, victim_);
    return out;
  }();
  Sandbox sandbox_;
  std::unique_ptr<LiveRegions> regions_;
  std::unique_ptr<Load> load_;
};

TEST_P(KillUnderLoad, LosesNoAcknowledgedWriteAndConverges) {
  SCOPED_TRACE(
      fmt::format("seed {}, victim {}, durability {}", seed_, victim_, full_ ? "full" : "process"));
  ASSERT_NO_FATAL_FAILURE(kill_in_mid_load());
  expect_survivors_report_backlog();
  const std::vector<AcknowledgedPut> before = load_->acknowledged(victim_);
  std::map<std::string, std::uint64_t> arrived;
  for (const std::string& survivor : others_) arrived[survivor] = applied_at(survivor);

  ASSERT_TRUE(regions_->restart(victim_));
  EXPECT_THAT(missing(before, held_by(*regions_, victim_)), ::testing::IsEmpty());
  const auto state = regions_->state(victim_);
  ASSERT_TRUE(state);
  EXPECT_GE(state->head, before.size()) << "its change log must hold every acknowledged write";
  for (const auto& [survivor, records] : arrived) {
    EXPECT_LT(records, before.size()) << "nothing was outstanding: this round shows nothing";
  }

  EXPECT_TRUE(load_->wait_for_more(victim_, 20, 20s)) << "the restarted region takes no writes";
  load_->stop();
  ASSERT_TRUE(regions_->wait_until_quiet(20s));
  const Held reference = held_by(*regions_, victim_);
  for (const std::string& survivor : others_) {
    EXPECT_TRUE(same(reference, held_by(*regions_, survivor)))
        << survivor << " differs from " << victim_;
    EXPECT_THAT(missing(before, held_by(*regions_, survivor)), ::testing::IsEmpty()) << survivor;
  }
}

INSTANTIATE_TEST_SUITE_P(TenSeeds, KillUnderLoad, ::testing::Range<std::uint64_t>(1, 11));

// A cluster answers every call, also those that the death of a region cuts off.
TEST(LiveClusterKill, AnswersCallsThatWereUnderWay) {
  constexpr int kCalls = 200;
  Sandbox sandbox;
  LiveRegions regions(sandbox, {"a"});
  ASSERT_TRUE(regions.start());
  auto answered = std::make_shared<std::atomic<int>>(0);
  regions.on_loop([&] {
    for (int i = 0; i < kCalls; ++i) {
      regions.cluster().state(RegionName("a"),
                              [answered](const Result<RegionState>&) { ++*answered; });
    }
    regions.cluster().kill(RegionName("a"), CrashMode::kProcess, [](const Result<void>&) {});
  });
  EXPECT_TRUE(wait_until([&] { return *answered == kCalls; }, 10s))
      << *answered << " of " << kCalls;
}

}  // namespace
}  // namespace lastwrite
