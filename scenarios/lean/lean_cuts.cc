// What a cut link costs, and what is sent again after it (replicator/core/outbox.cc, inbox.cc).
#include <algorithm>
#include <utility>

#include "scenarios/lean/lean_regions.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kBacklogMax = 50'000;  // half of the replicator's window
constexpr std::int64_t kTrimNs = 1'000'000'000;

}  // namespace

void LeanRegions::send_logged(std::size_t channel, std::uint64_t sequence) {
  LeanChannel& way = channels_[channel];
  const Logged& record = log_[channel / regions_][sequence - 1];
  if (way.is_cut()) return;
  put_under_way(way.plan_record(queue_.now(), record.item), LeanEvent::Kind::kApply,
                {channel, way.record_epoch, record.item, record.version, sequence});
}

// Everything behind the cursor, again; what was under way is forgotten.
void LeanRegions::send_from(std::size_t channel, std::uint64_t cursor) {
  ++channels_[channel].record_epoch;
  const std::uint64_t head = log_[channel / regions_].size();
  if (head - cursor > kBacklogMax) {
    trouble_ = {ErrorCode::kUsage, "so long a backlog needs the full simulation"};
    return;
  }
  for (std::uint64_t sequence = cursor + 1; sequence <= head; ++sequence) {
    send_logged(channel, sequence);
  }
}

void LeanRegions::put_under_way(const LinkModel::Plan& plan, LeanEvent::Kind kind,
                                const Parcel& parcel) {
  const auto to = static_cast<std::uint8_t>(parcel.channel % regions_);
  const auto push = [&](TrueTime due) {
    if (due.ns - queue_.now() > kDelayMaxNs) {
      trouble_ = {ErrorCode::kUsage, "so long a delay needs the full simulation"};
    }
    if (free_parcels_.empty()) {
      free_parcels_.push_back(static_cast<std::uint32_t>(parcels_.size()));
      parcels_.emplace_back();
    }
    const std::uint32_t index = free_parcels_.back();
    free_parcels_.pop_back();
    parcels_[index] = parcel;
    queue_.push(due.ns, {kind, to, 0, index});
  };
  if (plan.duplicate_due) push(*plan.duplicate_due);
  push(plan.due);
}

// Nothing where the link or its sender has dropped it in the meantime.
std::optional<LeanRegions::Parcel> LeanRegions::take_parcel(std::uint32_t index, bool is_record) {
  const Parcel parcel = parcels_[index];
  free_parcels_.push_back(index);
  const LeanChannel& channel = channels_[parcel.channel];
  const std::uint32_t epoch = is_record ? channel.record_epoch : channel.message_epoch;
  if (parcel.epoch != epoch) return std::nullopt;
  return parcel;
}

// A receiver asks the origin, at whose region this arrives, to go on from its cursor.
void LeanRegions::subscribed(const LeanEvent& event) {
  const std::optional<Parcel> parcel = take_parcel(event.subject, false);
  if (!parcel) return;
  const std::size_t records = back_of(parcel->channel);
  if (parcel->number < trimmed_[records / regions_]) {
    trouble_ = {ErrorCode::kUsage, "a snapshot needs the full simulation"};
    return;
  }
  acknowledged(records);
  channels_[records].follow_from(parcel->number);
  send_from(records, parcel->number);
}

std::uint64_t LeanRegions::acknowledged(std::size_t channel) {
  channels_[channel].flush(channels_[back_of(channel)]);
  return channels_[channel].acknowledged(queue_.now());
}

// Once a second a region forgets what all others have (region/node/maintenance.cc): who asks for
// less is sent a snapshot.
void LeanRegions::trim(std::int64_t until) {
  for (; next_trim_ <= until; next_trim_ += kTrimNs) {
    queue_.advance_to(next_trim_);
    for (std::uint32_t from = 0; from < regions_; ++from) {
      if (log_[from].empty()) continue;
      std::uint64_t stable = log_[from].size() - 1;
      for (std::uint32_t to = 0; to < regions_; ++to) {
        if (to != from) stable = std::min(stable, acknowledged(channel_of(from, to)));
      }
      trimmed_[from] = std::max(trimmed_[from], stable);
    }
  }
}

void LeanRegions::set_links(const std::vector<LeanLinkNow>& changes) {
  for (const auto& [from, to, spec] : changes) {
    const std::size_t channel = channel_of(from, to);
    LeanChannel& way = channels_[channel];
    // The acknowledgements that this link carries are those of the other direction's records.
    LeanChannel& other = channels_[back_of(channel)];
    other.flush(way);
    if (way.is_cut() && !spec.partitioned) healed_.push_back(channel);
    way.set(queue_.now(), spec);
    if (spec.partitioned) other.drop_acknowledgements(queue_.now());
  }
}

// After all changes of an instant: the regions hear of it in a turn of its own.
void LeanRegions::reconnect_healed() {
  for (const std::size_t channel : std::exchange(healed_, {})) reconnect(channel);
}

// The source hears that the link is up: it subscribes to the other side, and starts over.
void LeanRegions::reconnect(std::size_t channel) {
  LeanChannel& way = channels_[channel];
  LeanChannel& other = channels_[back_of(channel)];
  other.flush(way);
  if (!way.is_cut()) {
    put_under_way(way.plan_message(queue_.now()), LeanEvent::Kind::kSubscribe,
                  {channel, way.message_epoch, 0, kNoVersion, other.taken.cursor()});
  }
  send_from(channel, acknowledged(channel));
}

}  // namespace lastwrite
