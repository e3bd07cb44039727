#include "tests/scenarios/support/fake_cluster.h"

#include "proto/trace.pb.h"
#include "region/base/check.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

struct Change {
  std::string key;
  Stamp stamp;
  std::optional<Item> item;  // nullopt: deleted
  OperationId operation = OperationId::kNone;
  TrueTime accepted_at = {};
};

// How the request that makes a change was meant, for the trace.
struct Manner {
  const std::optional<Condition>& condition;
  OperationId operation;
  bool atomic = false;
};

void apply_to(Item& item, const UpdateAction& action) {
  if (const auto* set = std::get_if<SetAction>(&action)) {
    item[set->path.name()] = *resolve(set->value, item);
    return;
  }
  const auto& add_action = std::get<AddAction>(action);
  AttributeValue& value =
      item.try_emplace(std::get<std::string>(add_action.path.elements[0]), Number(0)).first->second;
  value = *add(*value.get_if<Number>(), *add_action.value.get_if<Number>());
}

constexpr Duration kServiceTime = 1ms;
constexpr Duration kRetryAfter = 50ms;  // of a blocked change

}  // namespace

class FakeCluster::Region final : public RegionClient {
 public:
  Region(FakeCluster& cluster, RegionName name) : cluster_(cluster), name_(std::move(name)) {}

  void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) override {
    serve(std::move(reply), [this, input]() -> Result<GetItemOutput> {
      const auto found = items.find(text_of(input.key));
      if (found == items.end()) return GetItemOutput{};
      return GetItemOutput{found->second.item, found->second.stamp};
    });
  }

  void put_item(const PutItemInput& input, Reply<WriteOutput> reply) override {
    serve(std::move(reply), [this, input] {
      return write(text_of(input.item), input.item, {input.condition, input.operation});
    });
  }

  void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) override {
    serve(std::move(reply), [this, input] {
      const std::string key = text_of(input.key);
      const auto found = items.find(key);
      Item item = found == items.end() ? input.key : found->second.item.value_or(input.key);
      for (const UpdateAction& action : input.update.actions) apply_to(item, action);
      return write(key, item,
                   {input.condition, input.operation, input.update.reads_stored_value()});
    });
  }

  void delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) override {
    serve(std::move(reply), [this, input] {
      return write(text_of(input.key), std::nullopt, {input.condition, input.operation});
    });
  }

  // Without conditions: nothing refuses one of them.
  void transact_puts(const TransactPutsInput& input,
                     Reply<std::vector<WriteOutput>> reply) override {
    serve(std::move(reply), [this, input]() -> Result<std::vector<WriteOutput>> {
      std::vector<WriteOutput> outputs;
      for (const PutItemInput& put : input.puts) {
        Result<WriteOutput> one =
            write(text_of(put.item), put.item, {put.condition, put.operation});
        if (!one) return propagate(one);
        outputs.push_back(*std::move(one));
      }
      return outputs;
    });
  }

  void receive(const Change& change) {
    const auto found = items.find(change.key);
    const bool newer = found == items.end() || found->second.stamp < change.stamp;
    v1::TraceEvent event;
    v1::Apply* apply = event.mutable_apply();
    apply->set_key(change.key);
    apply->set_operation(static_cast<std::uint64_t>(change.operation));
    apply->set_accepted_at_ns(change.accepted_at.ns);
    apply->set_outcome(newer ? v1::Apply::INSTALLED : v1::Apply::DISCARDED_OLDER);
    tell(event, *apply, change.stamp);
    if (newer) items.insert_or_assign(change.key, change);
    ++applied[change.stamp.region];
  }

  std::map<std::string, Change> items;
  std::vector<Change> log;
  std::map<RegionName, std::uint64_t> applied;
  Duration offset{0};
  Duration commit_delay{0};

 private:
  template <typename Output, typename Work>
  void serve(Reply<Output> reply, Work work) {
    cluster_.scheduler_.call_after(kServiceTime + commit_delay, [this, reply = std::move(reply),
                                                                 work = std::move(work)]() mutable {
      if (cluster_.down_.contains(name_)) {
        return reply(fail(ErrorCode::kUnavailable, "{} is down", name_));
      }
      reply(work());
    });
  }

  std::string text_of(const Item& item) const {
    const KeySchema& schema = cluster_.table_.key;
    const Result<ItemKey> key = schema.key_of(item);
    LW_CHECK(key.has_value(), "{}", key.error().message);
    return key_text(schema, *key);
  }

  // Completes an Accept or Apply by what both have and passes it on.
  template <typename Part>
  void tell(v1::TraceEvent& event, Part& part, const Stamp& version) {
    event.set_at_ns(cluster_.scheduler_.now().ns);
    part.set_table(cluster_.table_.name.text);
    to_proto(version, part.mutable_version());
    const auto found = items.find(part.key());
    if (found != items.end()) to_proto(found->second.stamp, part.mutable_previous());
    if (cluster_.on_event) cluster_.on_event(name_, event);
  }

  Result<WriteOutput> write(const std::string& key, const std::optional<Item>& item,
                            const Manner& manner) {
    const auto found = items.find(key);
    const bool there = found != items.end();
    const Item* held = there && found->second.item ? &*found->second.item : nullptr;
    if (manner.condition && !*evaluate(*manner.condition, held)) {
      return fail(ErrorCode::kConditionalCheckFailed, "The conditional request failed");
    }
    const WallTime wall = cluster_.scheduler_.wall_now() + offset;
    const Change change{key, Stamp{wall, ++counter_, name_}, item, manner.operation,
                        cluster_.scheduler_.now()};
    const bool newer = !there || found->second.stamp < change.stamp;
    v1::TraceEvent event;
    v1::Accept* accept = event.mutable_accept();
    accept->set_key(key);
    accept->set_operation(static_cast<std::uint64_t>(manner.operation));
    accept->set_installed(newer);
    accept->set_deleted(!item);
    accept->set_conditional(manner.condition.has_value());
    accept->set_atomic(manner.atomic);
    tell(event, *accept, change.stamp);
    if (newer) items.insert_or_assign(key, change);
    log.push_back(change);
    for (const auto& [peer, region] : cluster_.regions_) {
      if (peer != name_) cluster_.replicate(name_, peer, log.size());
    }
    return WriteOutput{change.stamp, item};
  }

  FakeCluster& cluster_;
  RegionName name_;
  std::uint32_t counter_ = 0;
};

FakeCluster::FakeCluster(ManualScheduler& scheduler, const Scenario& scenario)
    : scheduler_(scheduler), table_(scenario.table), links_(scenario.links) {
  for (const RegionName& region : scenario.regions) {
    regions_.emplace(region, std::make_unique<Region>(*this, region));
  }
}

FakeCluster::~FakeCluster() = default;

void FakeCluster::replicate(const RegionName& from, const RegionName& to, std::uint64_t sequence) {
  const LinkSpec& way = links_.at({from, to});
  const Duration delay = way.latency.sample(random_) + way.pipeline.sample(random_);
  scheduler_.call_after(delay + 1us, [this, from, to, sequence] {
    const LinkSpec& now = links_.at({from, to});
    const bool blocked =
        now.partitioned || now.paused || down_.contains(from) || down_.contains(to);
    if (blocked) {
      scheduler_.call_after(kRetryAfter,
                            [this, from, to, sequence] { replicate(from, to, sequence); });
      return;
    }
    regions_.at(to)->receive(regions_.at(from)->log[sequence - 1]);
  });
}

void FakeCluster::answer(const RegionName& region, Reply<void> reply) {
  scheduler_.call_after(1ms, [this, region, reply = std::move(reply)]() mutable {
    if (down_.contains(region)) return reply(fail(ErrorCode::kUnavailable, "{} is down", region));
    reply({});
  });
}

void FakeCluster::set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                           Reply<void> reply) {
  orders.push_back(fmt::format("link {} {}", from, to));
  links_[{from, to}] = link;
  answer(from, std::move(reply));
}

void FakeCluster::set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) {
  orders.push_back(fmt::format("clock {} {}", region, duration_text(skew.offset)));
  regions_.at(region)->offset = skew.offset;
  skews_[region] = skew;
  answer(region, std::move(reply));
}

void FakeCluster::step_clock(const RegionName& region, Duration delta, Reply<void> reply) {
  orders.push_back(fmt::format("step {} {}", region, duration_text(delta)));
  regions_.at(region)->offset += delta;
  answer(region, std::move(reply));
}

void FakeCluster::set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) {
  orders.push_back(fmt::format("disk {} {}", region, duration_text(delay)));
  regions_.at(region)->commit_delay = delay;
  answer(region, std::move(reply));
}

void FakeCluster::kill(const RegionName& region, CrashMode mode, Reply<void> reply) {
  orders.push_back(
      fmt::format("{} {}", mode == CrashMode::kProcess ? "kill" : "power-cut", region));
  down_.insert(region);
  scheduler_.call_after(1ms, [reply = std::move(reply)]() mutable { reply({}); });
}

void FakeCluster::restart(const RegionName& region, Reply<void> reply) {
  orders.push_back(fmt::format("restart {}", region));
  scheduler_.call_after(50ms, [this, region, reply = std::move(reply)]() mutable {
    down_.erase(region);
    reply({});
  });
}

void FakeCluster::create_table(const CreateTableInput&, Reply<void> reply) {
  scheduler_.call_after(1ms, [reply = std::move(reply)]() mutable { reply({}); });
}

void FakeCluster::set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) {
  orders.push_back(fmt::format("time to live {}", input.attribute));
  scheduler_.call_after(1ms, [reply = std::move(reply)]() mutable { reply({}); });
}

void FakeCluster::state(const RegionName& region, Reply<RegionState> reply) {
  scheduler_.call_after(1ms, [this, region, reply = std::move(reply)]() mutable {
    if (down_.contains(region)) return reply(fail(ErrorCode::kUnavailable, "{} is down", region));
    const Region& self = *regions_.at(region);
    RegionState state{
        .region = region, .head = self.log.size(), .peers = {}, .clock_offset = self.offset};
    for (const auto& [name, peer] : regions_) {
      if (name == region) continue;
      const auto got = peer->applied.find(region);
      const auto from = self.applied.find(name);
      state.peers.push_back(
          {.peer = name,
           .connected = true,
           .outstanding_records = state.head - (got == peer->applied.end() ? 0 : got->second),
           .oldest_outstanding = Duration(0),
           .applied = from == self.applied.end() ? 0 : from->second});
    }
    reply(std::move(state));
  });
}

void FakeCluster::versions(const RegionName& region, const TableName&,
                           Reply<std::vector<HeldVersion>> reply) {
  scheduler_.call_after(1ms, [this, region, reply = std::move(reply)]() mutable {
    if (down_.contains(region)) return reply(fail(ErrorCode::kUnavailable, "{} is down", region));
    std::vector<HeldVersion> held;
    for (const auto& [key, change] : regions_.at(region)->items) {
      held.push_back({key, change.stamp, change.item});
    }
    reply(std::move(held));
  });
}

RegionClient& FakeCluster::client(const RegionName& region) {
  return *regions_.at(region);
}

Duration FakeCluster::clock_offset(const RegionName& region) const {
  return regions_.at(region)->offset;
}

Duration FakeCluster::commit_delay(const RegionName& region) const {
  return regions_.at(region)->commit_delay;
}

}  // namespace lastwrite
