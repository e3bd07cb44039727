#include "scenarios/experiment/recorder.h"

#include "proto/trace.pb.h"
#include "region/value/item_codec.h"
#include "scenarios/strategy/item_layout.h"

namespace lastwrite {
namespace {

void write_stamp(const Stamp& stamp, v1::Stamp* out) {
  out->set_time_ns(stamp.time.ns);
  out->set_counter(stamp.counter);
  out->set_region(stamp.region.text);
}

void write_stamps(const AttributeStamps& stamps, v1::AttributeStamps* out) {
  for (const auto& [name, stamp] : stamps.stamps) {
    v1::AttributeStamp* one = out->add_attributes();
    one->set_name(name);
    write_stamp(stamp, one->mutable_stamp());
  }
  if (stamps.removed_before) write_stamp(*stamps.removed_before, out->mutable_removed_before());
}

// AWS's name where the error has one; else what a client would call it.
std::string error_name(ErrorCode code) {
  if (code == ErrorCode::kTimeout) return "timeout";
  if (code == ErrorCode::kUnavailable) return "unavailable";
  const std::string_view name = traits(code).wire_name;
  return name.empty() ? "internal" : std::string(name);
}

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

v1::TraceEvent Recorder::event() const {
  v1::TraceEvent event;
  event.set_at_ns(clock_.now().ns);
  return event;
}

void Recorder::write(const v1::TraceEvent& event) {
  if (!closed_) trace_.write(event);
}

void Recorder::invoke(const InvokeRecord& record) {
  v1::TraceEvent out = event();
  v1::Invoke* invoke = out.mutable_invoke();
  invoke->set_operation(static_cast<std::uint64_t>(record.operation));
  invoke->set_task(record.task);
  invoke->set_attempt(record.attempt);
  invoke->set_session(record.session);
  invoke->set_strategy(strategy_);
  invoke->set_client_region(record.client_region.text);
  invoke->set_target_region(record.target_region.text);
  invoke->set_kind(std::string(record.kind));
  invoke->set_table(table_.text);
  invoke->set_key(record.key);
  if (record.base) write_stamp(*record.base, invoke->mutable_base());
  invoke->set_derived(record.derived);
  invoke->set_intended_ns(record.intended.ns);
  invoke->set_increment(record.increment);
  invoke->set_token(record.token);
  if (record.logical_key != record.key) invoke->set_logical_key(record.logical_key);
  invoke->set_bookkeeping(record.bookkeeping);
  write(out);
}

void Recorder::completed(OperationId operation, const std::optional<Stamp>& version,
                         bool task_done) {
  write(completion(operation, version, task_done));
}

void Recorder::read(OperationId operation, const GetItemOutput& output, bool task_done) {
  v1::TraceEvent out = completion(operation, output.version, task_done);
  if (output.attributes) {
    write_stamps(*output.attributes, out.mutable_complete()->mutable_attributes());
  }
  write(out);
}

v1::TraceEvent Recorder::completion(OperationId operation, const std::optional<Stamp>& version,
                                    bool task_done) const {
  v1::TraceEvent out = event();
  v1::Complete* complete = out.mutable_complete();
  complete->set_operation(static_cast<std::uint64_t>(operation));
  complete->set_outcome(v1::Complete::OK);
  if (version) write_stamp(*version, complete->mutable_version());
  complete->set_task_done(task_done);
  return out;
}

void Recorder::failed(OperationId operation, const Error& error, bool task_done) {
  v1::TraceEvent out = event();
  v1::Complete* complete = out.mutable_complete();
  complete->set_operation(static_cast<std::uint64_t>(operation));
  complete->set_outcome(traits(error.code).definite ? v1::Complete::FAILED : v1::Complete::UNKNOWN);
  complete->set_error(error_name(error.code));
  complete->set_condition_failed(error.code == ErrorCode::kConditionalCheckFailed);
  complete->set_task_done(task_done);
  write(out);
}

void Recorder::gave_up(OperationId operation, std::string_view why) {
  v1::TraceEvent out = event();
  v1::Complete* complete = out.mutable_complete();
  complete->set_operation(static_cast<std::uint64_t>(operation));
  complete->set_outcome(v1::Complete::FAILED);
  complete->set_error(std::string(why));
  complete->set_task_done(true);
  write(out);
}

void Recorder::phase(std::string_view name) {
  v1::TraceEvent out = event();
  out.mutable_phase()->set_name(std::string(name));
  out.mutable_phase()->set_strategy(strategy_);
  write(out);
}

void Recorder::fault(const FaultSpec& fault, bool begins, DurabilityLevel durability) {
  v1::TraceEvent out = event();
  out.mutable_fault()->set_description(describe(fault));
  out.mutable_fault()->set_begins(begins);
  const auto* kill = std::get_if<KillFault>(&fault.kind);
  const bool power_cut = kill != nullptr && kill->mode == CrashMode::kLoseUnsynced;
  out.mutable_fault()->set_loses_unsynced(power_cut && durability == DurabilityLevel::kProcess);
  for (const RegionName& region : regions_of(fault)) out.mutable_fault()->add_regions(region.text);
  write(out);
}

void Recorder::state(const RegionState& state) {
  v1::TraceEvent clock = event();
  clock.mutable_clock()->set_region(state.region.text);
  clock.mutable_clock()->set_offset_ns(state.clock_offset.count());
  write(clock);
  for (const PeerState& peer : state.peers) {
    v1::TraceEvent out = event();
    v1::Backlog* backlog = out.mutable_backlog();
    backlog->set_from(state.region.text);
    backlog->set_to(peer.peer.text);
    backlog->set_records(peer.outstanding_records);
    backlog->set_oldest_age_ns(peer.oldest_outstanding.count());
    write(out);
  }
}

void Recorder::quiesce(bool reached, const std::vector<RegionName>& missing) {
  v1::TraceEvent out = event();
  out.mutable_quiesce()->set_reached(reached);
  for (const RegionName& region : missing) out.mutable_quiesce()->add_missing_regions(region.text);
  write(out);
}

void Recorder::final_version(const RegionName& region, const HeldVersion& held) {
  v1::TraceEvent out = event();
  v1::Final* final_event = out.mutable_final();
  final_event->set_region(region.text);
  final_event->set_table(table_.text);
  final_event->set_key(held.key);
  write_stamp(held.version, final_event->mutable_version());
  final_event->set_tombstone(!held.item.has_value());
  if (held.item) final_event->set_value_hash(fnv1a(encode_item(*held.item)));
  if (const auto count = integer_of(held.item, "count")) final_event->set_counter(*count);
  for (const String& token : tokens_of(held.item)) final_event->add_tokens(token);
  if (held.attributes) write_stamps(*held.attributes, final_event->mutable_attributes());
  write(out);
}

}  // namespace lastwrite
