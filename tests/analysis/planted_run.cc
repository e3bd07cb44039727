#include "tests/analysis/planted_run.h"

#include <algorithm>
#include <tuple>

#include "analysis/trace/history_builder.h"
#include "region/observer/trace_writer.h"

namespace lastwrite {
namespace {

auto order(const v1::Stamp& stamp) {
  return std::tuple(stamp.time_ns(), stamp.counter(), stamp.region());
}

std::int64_t to_ns(double ms) {
  return static_cast<std::int64_t>(ms * 1e6);
}

}  // namespace

PlantedRun::PlantedRun(std::vector<std::string> regions) : regions_(std::move(regions)) {
  for (const std::string& region : regions_) files_.push_back({region, {}});
  files_.push_back({"driver", {}});
}

PlantedRun& PlantedRun::at(double ms) {
  now_ns_ = to_ns(ms);
  return *this;
}

PlantedRun& PlantedRun::skew(const std::string& region, double ms) {
  skew_ns_[region] = to_ns(ms);
  return *this;
}

v1::TraceEvent PlantedRun::event() const {
  v1::TraceEvent event;
  event.set_at_ns(now_ns_);
  return event;
}

void PlantedRun::append(const std::string& producer, const v1::TraceEvent& event) {
  for (auto& [name, events] : files_) {
    if (name == producer) events.push_back(event);
  }
}

PlantedRun& PlantedRun::raw(const std::string& producer, v1::TraceEvent planted) {
  planted.set_at_ns(now_ns_);
  append(producer, planted);
  return *this;
}

PlantedRun& PlantedRun::phase(const std::string& name) {
  v1::TraceEvent mark = event();
  mark.mutable_phase()->set_name(name);
  append("driver", mark);
  return *this;
}

PlantedRun& PlantedRun::fault(const std::string& text, bool begins) {
  v1::TraceEvent mark = event();
  mark.mutable_fault()->set_description(text);
  mark.mutable_fault()->set_begins(begins);
  append("driver", mark);
  return *this;
}

v1::Stamp PlantedRun::stamp_for(const std::string& region, const WriteOptions& options) {
  v1::Stamp stamp;
  const std::int64_t clock = now_ns_ + (skew_ns_.count(region) ? skew_ns_.at(region) : 0);
  stamp.set_time_ns(options.stamp ? *options.stamp * 1'000'000 : clock);
  stamp.set_region(region);
  // Distinct, as every region makes its own stamps.
  for (const auto& [id, made] : made_) {
    if (made.origin == region && made.held.stamp.time_ns() == stamp.time_ns()) {
      stamp.set_counter(std::max(stamp.counter(), made.held.stamp.counter() + 1));
    }
  }
  return stamp;
}

void PlantedRun::invoke(std::uint64_t operation, const std::string& region,
                        const WriteOptions& options) {
  v1::TraceEvent sent = event();
  v1::Invoke& invoke = *sent.mutable_invoke();
  invoke.set_operation(operation);
  invoke.set_task(options.task.value_or(operation));
  invoke.set_attempt(1);
  invoke.set_session(options.session);
  invoke.set_client_region(options.client.empty() ? region : options.client);
  invoke.set_target_region(region);
  invoke.set_kind(options.kind);
  invoke.set_table("Orders");
  invoke.set_key(options.key);
  invoke.set_derived(options.from.has_value());
  if (options.from && options.from->stamp) *invoke.mutable_base() = *options.from->stamp;
  invoke.set_intended_ns(options.intended ? to_ns(*options.intended) : now_ns_);
  invoke.set_increment(options.increment);
  invoke.set_token(options.token);
  invoke.set_logical_key(options.logical_key);
  invoke.set_bookkeeping(options.bookkeeping);
  append("driver", sent);
}

void PlantedRun::complete(std::uint64_t operation, const WriteOptions& options,
                          const std::optional<v1::Stamp>& version) {
  v1::TraceEvent reply = event();
  v1::Complete& complete = *reply.mutable_complete();
  complete.set_operation(operation);
  complete.set_outcome(options.outcome);
  complete.set_task_done(options.kind != "get" && options.outcome == v1::Complete::OK);
  if (version && options.outcome == v1::Complete::OK) *complete.mutable_version() = *version;
  append("driver", reply);
}

std::int64_t PlantedRun::counter_after(const Replica& replica, const WriteOptions& options) const {
  std::int64_t before = 0;
  if (options.atomic && replica.count(options.key)) before = replica.at(options.key).counter;
  if (options.from && options.from->stamp) {
    for (const auto& [id, made] : made_) {
      if (order(made.held.stamp) == order(*options.from->stamp)) before = made.held.counter;
    }
  }
  return before + options.increment;
}

void PlantedRun::accept(std::uint64_t operation, const std::string& region,
                        const WriteOptions& options, const v1::Stamp& stamp) {
  Replica& replica = replicas_[region];
  const auto held = replica.find(options.key);
  v1::TraceEvent told = event();
  v1::Accept& accept = *told.mutable_accept();
  accept.set_table("Orders");
  accept.set_key(options.key);
  *accept.mutable_version() = stamp;
  if (held != replica.end()) *accept.mutable_previous() = held->second.stamp;
  accept.set_operation(options.expired ? 0 : operation);
  accept.set_expired(options.expired);
  accept.set_installed(held == replica.end() || order(held->second.stamp) < order(stamp));
  accept.set_deleted(options.kind == "delete");
  accept.set_conditional(options.conditional);
  accept.set_atomic(options.atomic);
  for (const std::string& name : options.changed) accept.add_changed(name);
  append(region, told);
  if (!options.stored) return;
  const Held now{stamp, accept.deleted(), counter_after(replica, options), operation};
  Made made{{operation, options.key, stamp}, region, now_ns_, now, {region}};
  made_.emplace(operation, std::move(made));
  if (accept.installed()) replica[options.key] = now;
}

Planted PlantedRun::write(const std::string& region, WriteOptions options) {
  const std::uint64_t operation = next_operation_++;
  const v1::Stamp stamp = stamp_for(region, options);
  invoke(operation, region, options);
  if (options.accepted) accept(operation, region, options, stamp);
  if (options.replied) complete(operation, options, stamp);
  return {operation, options.key, stamp};
}

Planted PlantedRun::expire(const std::string& region, WriteOptions options) {
  const std::uint64_t operation = next_operation_++;
  options.kind = "delete";
  options.expired = true;
  const v1::Stamp stamp = stamp_for(region, options);
  accept(operation, region, options, stamp);
  return {operation, options.key, stamp};
}

Planted PlantedRun::read(const std::string& region, std::uint32_t session, const std::string& key) {
  const std::uint64_t operation = next_operation_++;
  WriteOptions options;
  options.session = session;
  options.key = key;
  options.kind = "get";
  invoke(operation, region, options);
  Planted seen{operation, key, std::nullopt};
  const auto held = replicas_[region].find(key);
  if (held != replicas_[region].end()) seen.stamp = held->second.stamp;
  complete(operation, options, seen.stamp);
  return seen;
}

void PlantedRun::refused(const std::string& region, WriteOptions options) {
  const std::uint64_t operation = next_operation_++;
  invoke(operation, region, options);
  v1::TraceEvent reply = event();
  reply.mutable_complete()->set_operation(operation);
  reply.mutable_complete()->set_outcome(v1::Complete::FAILED);
  reply.mutable_complete()->set_condition_failed(true);
  append("driver", reply);
}

PlantedRun& PlantedRun::deliver(const Planted& write, const std::string& to, double injected_ms) {
  Made& made = made_.at(write.operation);
  Replica& replica = replicas_[to];
  const auto held = replica.find(write.key);
  v1::TraceEvent told = event();
  v1::Apply& apply = *told.mutable_apply();
  apply.set_table("Orders");
  apply.set_key(write.key);
  *apply.mutable_version() = made.held.stamp;
  apply.set_outcome(v1::Apply::INSTALLED);
  if (held != replica.end()) {
    *apply.mutable_previous() = held->second.stamp;
    if (order(made.held.stamp) < order(held->second.stamp)) {
      apply.set_outcome(v1::Apply::DISCARDED_OLDER);
    } else if (order(made.held.stamp) == order(held->second.stamp)) {
      apply.set_outcome(v1::Apply::DUPLICATE);
    }
  }
  apply.set_accepted_at_ns(made.accepted_ns);
  apply.set_injected_ns(to_ns(injected_ms));
  apply.set_operation(write.operation);
  append(to, told);
  if (apply.outcome() == v1::Apply::INSTALLED) replica[write.key] = made.held;
  made.received.insert(to);
  return *this;
}

PlantedRun& PlantedRun::coalesce(const Planted& write, const Planted& by, const std::string& to) {
  Made& made = made_.at(write.operation);
  v1::TraceEvent told = event();
  v1::Coalesced& coalesced = *told.mutable_coalesced();
  coalesced.set_to(to);
  coalesced.set_table("Orders");
  coalesced.set_key(write.key);
  *coalesced.mutable_version() = *write.stamp;
  *coalesced.mutable_by() = *by.stamp;
  append(made.origin, told);
  made.received.insert(to);
  return *this;
}

PlantedRun& PlantedRun::quiesce(bool reached, const std::vector<std::string>& missing) {
  v1::TraceEvent mark = event();
  mark.mutable_quiesce()->set_reached(reached);
  for (const std::string& region : missing) mark.mutable_quiesce()->add_missing_regions(region);
  append("driver", mark);
  return *this;
}

PlantedRun& PlantedRun::finals(const std::vector<std::string>& missing) {
  for (const std::string& region : regions_) {
    if (std::find(missing.begin(), missing.end(), region) != missing.end()) continue;
    for (const auto& [key, held] : replicas_[region]) {
      v1::TraceEvent mark = event();
      v1::Final& final = *mark.mutable_final();
      final.set_region(region);
      final.set_table("Orders");
      final.set_key(key);
      *final.mutable_version() = held.stamp;
      final.set_tombstone(held.deleted);
      final.set_value_hash(held.operation);
      if (!held.deleted) final.set_counter(held.counter);
      append("driver", mark);
    }
  }
  return *this;
}

PlantedRun& PlantedRun::settle(const std::vector<std::string>& missing, bool reached) {
  const auto gone = [&](const std::string& region) {
    return std::find(missing.begin(), missing.end(), region) != missing.end();
  };
  for (auto& [operation, made] : made_) {
    for (const std::string& to : regions_) {
      if (made.received.count(to) || gone(to) || gone(made.origin)) continue;
      deliver(made.planted, to);
    }
  }
  return phase("quiesce").quiesce(reached, missing).phase("final").finals(missing).phase("done");
}

std::int64_t PlantedRun::counter(const std::string& region, const std::string& key) const {
  const auto replica = replicas_.find(region);
  if (replica == replicas_.end() || !replica->second.count(key)) return 0;
  return replica->second.at(key).counter;
}

History PlantedRun::history() const {
  std::vector<RegionName> names;
  for (const std::string& region : regions_) names.push_back(RegionName(region));
  HistoryBuilder builder(names);
  for (const auto& [producer, events] : files_) {
    for (const v1::TraceEvent& event : events) builder.add(producer, event);
  }
  return std::move(builder).finish();
}

void PlantedRun::write_files(const std::string& directory) const {
  for (const auto& [producer, events] : files_) {
    v1::TraceHeader header;
    header.set_format(1);
    header.set_producer(producer);
    const std::string name = producer == "driver" ? producer : producer + ".0";
    Result<TraceWriter> writer =
        TraceWriter::create(directory + "/" + name + ".lwtrace", header, TrueTime{0});
    ASSERT_TRUE(writer) << writer.error().message;
    for (const v1::TraceEvent& event : events) writer->write(event);
    ASSERT_TRUE(writer->flush());
  }
}

}  // namespace lastwrite
