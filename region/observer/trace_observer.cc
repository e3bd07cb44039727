#include "region/observer/trace_observer.h"

#include <cstdio>

#include "proto/trace.pb.h"
#include "region/observer/changed_attributes.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

v1::Apply::Outcome outcome_to_proto(ApplyOutcome outcome) {
  switch (outcome) {
    case ApplyOutcome::kInstalled:
      return v1::Apply::INSTALLED;
    case ApplyOutcome::kDiscardedOlder:
      return v1::Apply::DISCARDED_OLDER;
    case ApplyOutcome::kDuplicate:
      break;
  }
  return v1::Apply::DUPLICATE;
}

void to_proto(const AttributeEffect& effect, const Stamp& version, v1::AttributeEffect* out) {
  out->set_name(effect.name);
  if (!(effect.version == version)) to_proto(effect.version, out->mutable_version());
  if (effect.previous) to_proto(*effect.previous, out->mutable_previous());
  out->set_taken(effect.taken);
  out->set_computed(effect.computed);
}

void to_proto(const Caller& caller, v1::Accept* out) {
  out->set_session(caller.session);
  out->set_derived(caller.derived);
  if (caller.base) to_proto(*caller.base, out->mutable_base());
}

}  // namespace

// The time of acceptance is that of the decision itself, so that lags are measured from it.
void TraceObserver::on_accept(const AcceptEvent& event) {
  v1::TraceEvent out;
  out.set_at_ns(event.record.observer.accepted_at.ns);
  v1::Accept* accept = out.mutable_accept();
  accept->set_table(event.record.table.text);
  accept->set_key(event.key_text);
  to_proto(event.record.stamp, accept->mutable_version());
  if (event.previous) to_proto(*event.previous, accept->mutable_previous());
  accept->set_operation(static_cast<std::uint64_t>(event.record.observer.operation));
  accept->set_installed(event.installed);
  accept->set_deleted(!event.record.item);
  accept->set_conditional(event.conditional);
  accept->set_atomic(event.atomic);
  accept->set_expired(event.expired);
  for (std::string& name : changed_attributes(event)) accept->add_changed(std::move(name));
  for (const AttributeEffect& effect : event.effects) {
    to_proto(effect, event.record.stamp, accept->add_attributes());
  }
  for (const RegionName& replica : event.replicas) accept->add_replicas(replica.text);
  if (event.by != nullptr) {
    to_proto(*event.by, accept);
    accept->set_computed(event.computed);
  }
  write(out);
}

void TraceObserver::on_apply(const ApplyEvent& event) {
  v1::TraceEvent out;
  out.set_at_ns(clock_.now().ns);
  v1::Apply* apply = out.mutable_apply();
  apply->set_table(event.record.table.text);
  apply->set_key(event.key_text);
  to_proto(event.record.stamp, apply->mutable_version());
  apply->set_outcome(outcome_to_proto(event.outcome));
  if (event.previous) to_proto(*event.previous, apply->mutable_previous());
  apply->set_accepted_at_ns(event.record.observer.accepted_at.ns);
  apply->set_injected_ns(event.record.observer.injected.count());
  apply->set_operation(static_cast<std::uint64_t>(event.record.observer.operation));
  apply->set_backfill(event.backfill);
  for (const AttributeEffect& effect : event.effects) {
    to_proto(effect, event.record.stamp, apply->add_attributes());
  }
  write(out);
}

void TraceObserver::on_coalesced(const CoalescedEvent& event) {
  v1::TraceEvent out;
  out.set_at_ns(clock_.now().ns);
  v1::Coalesced* coalesced = out.mutable_coalesced();
  coalesced->set_to(event.to.text);
  coalesced->set_table(event.table.text);
  coalesced->set_key(event.key_text);
  to_proto(event.version, coalesced->mutable_version());
  to_proto(event.by, coalesced->mutable_by());
  write(out);
}

void TraceObserver::flush() {
  if (broken_) return;
  const Result<void> flushed = sink_->flush();
  if (flushed) return;
  broken_ = true;
  fmt::print(stderr, "warning: the trace ends here: {}\n", flushed.error().message);
}

void TraceObserver::write(const v1::TraceEvent& event) {
  if (!broken_) sink_->write(event);
}

}  // namespace lastwrite
