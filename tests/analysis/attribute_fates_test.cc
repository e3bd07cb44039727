// Fates where conflicts were resolved by attributes: planted runs of two regions and one item.
#include "analysis/ledger/attribute_fates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/ledger/project.h"
#include "analysis/ledger/rivals.h"
#include "analysis/trace/history_builder.h"
#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

constexpr const char* kA = "eu-west-1";
constexpr const char* kB = "us-east-1";

// Region, time of its stamp, and the attributes that it sets. Operations are numbered by the time.
struct Write {
  const char* region;
  std::int64_t at;
  std::vector<std::string> sets;
};

class Plant {
 public:
  Plant() : builder_({RegionName(kA), RegionName(kB)}) {
    builder_.add(kA, header());
    builder_.add(kB, header());
  }

  void accept(const Write& write) {
    invoke(write);
    v1::TraceEvent event = event_at(write.at);
    v1::Accept* accept = event.mutable_accept();
    accept->set_table("Orders");
    accept->set_key("k");
    accept->set_operation(static_cast<std::uint64_t>(write.at));
    set(write, accept->mutable_version());
    for (const std::string& name : write.sets) accept->add_changed(name);
    accept->set_installed(decide(write, accept, {}));
    builder_.add(write.region, event);
    complete(write);
  }

  /// `refused`: an attribute that the region wrongly leaves out.
  void apply(const char* region, const Write& write, const std::string& refused = "") {
    v1::TraceEvent event = event_at(++now_);
    v1::Apply* apply = event.mutable_apply();
    apply->set_table("Orders");
    apply->set_key("k");
    set(write, apply->mutable_version());
    const bool taken = decide({region, write.at, write.sets}, apply, refused);
    apply->set_outcome(taken ? v1::Apply::INSTALLED : v1::Apply::DISCARDED_OLDER);
    builder_.add(region, event);
  }

  History finish() {
    v1::TraceEvent quiesce = event_at(++now_);
    quiesce.mutable_quiesce()->set_reached(true);
    builder_.add("driver", quiesce);
    for (const char* region : {kA, kB}) {
      v1::TraceEvent event = event_at(++now_);
      v1::Final* final = event.mutable_final();
      final->set_region(region);
      final->set_table("Orders");
      final->set_key("k");
      stamp(version_[region], final->mutable_version());
      for (const auto& [name, time] : held_[region]) {
        v1::AttributeStamp* one = final->mutable_attributes()->add_attributes();
        one->set_name(name);
        stamp(time, one->mutable_stamp());
      }
      builder_.add("driver", event);
    }
    return std::move(builder_).finish();
  }

 private:
  static v1::TraceEvent header() {
    v1::TraceEvent event;
    event.mutable_header()->set_format(1);
    return event;
  }
  static v1::TraceEvent event_at(std::int64_t at) {
    v1::TraceEvent event;
    event.set_at_ns(at);
    return event;
  }

  void set(const Write& write, v1::Stamp* out) {
    origins_.try_emplace(write.at, write.region);
    stamp(write.at, out);
  }
  void stamp(std::int64_t time, v1::Stamp* out) {
    out->set_time_ns(time);
    out->set_region(origins_.at(time));
  }

  // The rule itself, in small.
  template <typename Event>
  bool decide(const Write& write, Event* out, const std::string& refused) {
    std::int64_t& version = version_[write.region];
    if (version != 0) stamp(version, out->mutable_previous());
    bool taken = version < write.at;
    version = std::max(version, write.at);
    for (const std::string& name : write.sets) {
      std::int64_t& held = held_[write.region][name];
      v1::AttributeEffect* effect = out->add_attributes();
      effect->set_name(name);
      if (held != 0) stamp(held, effect->mutable_previous());
      effect->set_taken(held < write.at && name != refused);
      if (!effect->taken()) continue;
      held = write.at;
      taken = true;
    }
    return taken;
  }

  void invoke(const Write& write) {
    v1::TraceEvent event = event_at(write.at);
    v1::Invoke* invoke = event.mutable_invoke();
    invoke->set_operation(static_cast<std::uint64_t>(write.at));
    invoke->set_task(static_cast<std::uint64_t>(write.at));
    invoke->set_session(static_cast<std::uint32_t>(write.at));
    invoke->set_kind("update");
    invoke->set_client_region(write.region);
    invoke->set_target_region(write.region);
    invoke->set_table("Orders");
    invoke->set_key("k");
    builder_.add("driver", event);
  }

  void complete(const Write& write) {
    v1::TraceEvent event = event_at(write.at);
    v1::Complete* complete = event.mutable_complete();
    complete->set_operation(static_cast<std::uint64_t>(write.at));
    complete->set_outcome(v1::Complete::OK);
    set(write, complete->mutable_version());
    builder_.add("driver", event);
  }

  HistoryBuilder builder_;
  std::int64_t now_ = 1000;
  std::map<std::string, std::int64_t> version_;  // by region
  std::map<std::string, std::map<std::string, std::int64_t>> held_;
  std::map<std::int64_t, std::string> origins_;
};

// Both regions accept their writes, then hear of the other's.
History concurrent(const std::vector<Write>& first, const std::vector<Write>& writes) {
  Plant plant;
  const auto cross = [&](const Write& write) {
    plant.apply(std::string(write.region) == kA ? kB : kA, write);
  };
  for (const Write& write : first) {
    plant.accept(write);
    cross(write);
  }
  for (const Write& write : writes) plant.accept(write);
  for (const Write& write : writes) cross(write);
  return plant.finish();
}

std::vector<std::string> fates(const History& history) {
  const Evidence evidence(history);
  const Ledger ledger = judge(evidence);
  EXPECT_THAT(ledger.findings, testing::IsEmpty());
  EXPECT_TRUE(ledger.converged);
  std::vector<std::string> out;
  for (const Fate fate : ledger.operations) out.emplace_back(fate_text(fate));
  return out;
}

using testing::ElementsAre;

TEST(AttributeFates, ConcurrentWritesOfDifferentAttributesBothWin) {
  const History history = concurrent({{kA, 1, {"a", "b"}}}, {{kA, 5, {"a"}}, {kB, 6, {"b"}}});
  EXPECT_THAT(fates(history), ElementsAre("superseded_sequential", "winner", "winner"));
  const Evidence evidence(history);
  const Rivals rivals = find_rivals(evidence, judge(evidence));
  EXPECT_THAT(rivals.any, testing::Each(false));
}

TEST(AttributeFates, AWriteHasTheWorstFateOfItsAttributes) {
  const History history =
      concurrent({{kA, 1, {"a", "b"}}}, {{kA, 5, {"a", "c"}}, {kB, 6, {"a", "b"}}});
  EXPECT_THAT(fates(history), ElementsAre("superseded_sequential", "lost_concurrent", "winner"));
}

TEST(AttributeFates, WhatAnOlderWriteStillBroughtIsNotLost) {
  // The write of 5 arrives where the item is of 6 already, and its attribute is taken all the same.
  const History history = concurrent({}, {{kA, 5, {"a"}}, {kB, 6, {"b"}}});
  EXPECT_THAT(fates(history), ElementsAre("winner", "winner"));
}

TEST(AttributeFates, BookkeepingOfAStrategyLosesNothingOfTheUsers) {
  const History history =
      concurrent({}, {{kA, 5, {"a", "version", "writer"}}, {kB, 6, {"b", "version", "writer"}}});
  EXPECT_THAT(fates(history), ElementsAre("winner", "winner"));
}

TEST(AttributeFates, TheTokenCountsWhereNothingElseWasWritten) {
  const History history = concurrent({}, {{kA, 5, {"token", "writer"}}, {kB, 6, {"token"}}});
  EXPECT_THAT(fates(history), ElementsAre("lost_concurrent", "winner"));
}

TEST(AttributeFates, AWriteThatChangedNothingIsIncluded) {
  const History history = concurrent({{kA, 1, {"a"}}}, {{kA, 5, {}}, {kB, 6, {"a"}}});
  EXPECT_THAT(fates(history), ElementsAre("superseded_sequential", "included", "winner"));
}

TEST(AttributeFates, ARegionThatRefusesANewerAttributeIsFound) {
  Plant plant;
  plant.accept({kA, 5, {"a", "b"}});
  plant.apply(kB, {kA, 5, {"a", "b"}});
  plant.accept({kA, 7, {"a", "b"}});
  plant.apply(kB, {kA, 7, {"a", "b"}}, "b");
  const History history = plant.finish();
  const Evidence evidence(history);
  EXPECT_THAT(judge(evidence).findings,
              testing::Contains(testing::StartsWith("attribute b: us-east-1 discarded")));
}

TEST(Project, KeepsTheWritesOfOneAttributeAndTheirPlaces) {
  const History history = concurrent({{kA, 1, {"a", "b"}}}, {{kA, 5, {"a"}}, {kB, 6, {"b"}}});
  const History b = project(history, 1);
  ASSERT_EQ(history.attributes[1], "b");
  EXPECT_EQ(b.events[0].size(), 2U);  // accepts 1, applies 6
  EXPECT_EQ(b.events[1].size(), 2U);
  EXPECT_EQ(b.operations[1].kind, RequestKind::kLock);
  EXPECT_EQ(b.versions[b.operations[2].version].previous, b.operations[0].version);
  EXPECT_EQ(b.finals.size(), 2U);
}

}  // namespace
}  // namespace lastwrite
