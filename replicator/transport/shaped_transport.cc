#include "replicator/transport/shaped_transport.h"

#include <algorithm>
#include <utility>

namespace lastwrite {
namespace {

Lane lane_of(const ChangeRecord& record) {
  std::uint64_t hash =
      0xcbf29ce484222325ULL;  // FNV-1a; two items in one lane only wait for each other
  const auto mix = [&hash](const std::string& bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  };
  mix(record.table.text);
  mix(record.key.bytes);
  return static_cast<Lane>(hash | 1);
}

Lane lane_of(const Message& message) {
  const auto* records = std::get_if<Records>(&message);
  return records && records->records.size() == 1 ? lane_of(records->records.front()) : Lane::kNone;
}

// Splits a message into what travels by itself: single records; anything else stays whole.
std::vector<Message> split(Message message) {
  auto* records = std::get_if<Records>(&message);
  std::vector<Message> parts;
  if (!records || records->records.size() <= 1) {
    parts.push_back(std::move(message));
    return parts;
  }
  parts.reserve(records->records.size());
  for (ChangeRecord& record : records->records) {
    Records single{records->generation, {}, {}};
    single.records.push_back(std::move(record));
    parts.emplace_back(std::move(single));
  }
  // What was combined goes with the last record: taken before it, the cursor could pass a record in
  // flight.
  std::get<Records>(parts.back()).coalesced = std::move(records->coalesced);
  return parts;
}

// Appends `next` to `batch` when both are records; false when they must travel apart.
bool join(Message& batch, Message& next) {
  auto* into = std::get_if<Records>(&batch);
  auto* from = std::get_if<Records>(&next);
  if (!into || !from || into->generation != from->generation) return false;
  std::move(from->records.begin(), from->records.end(), std::back_inserter(into->records));
  into->coalesced.insert(into->coalesced.end(), from->coalesced.begin(), from->coalesced.end());
  return true;
}

void note_injected(Message& message, Duration injected) {
  if (auto* records = std::get_if<Records>(&message)) {
    for (ChangeRecord& record : records->records) record.observer.injected += injected;
  }
}

}  // namespace

ShapedTransport::~ShapedTransport() {
  *alive_ = false;
  for (auto& [to, link] : links_) scheduler_.cancel(link.timer);
}

ShapedTransport::Link& ShapedTransport::link(const RegionName& to) {
  const auto found = links_.find(to);
  if (found != links_.end()) return found->second;
  return links_
      .emplace(to,
               Link{LinkModel(LinkSpec{}, random_.fork("link/" + to.text)), {}, {}, TimerId::kNone})
      .first->second;
}

void ShapedTransport::set_link(const RegionName& to, const LinkSpec& spec) {
  Link& changed = link(to);
  const LinkSpec before = changed.model.spec();
  changed.model.set(spec);
  if (spec.partitioned) drop_all(changed);
  if (!spec.paused && !spec.partitioned) {
    for (Parcel& parcel : std::exchange(changed.held, {})) dispatch(to, changed, std::move(parcel));
  }
  if (before.partitioned && !spec.partitioned && receiver_) {
    scheduler_.post([this, alive = alive_, to] {
      if (*alive) receiver_->on_peer_up(to);
    });
  }
}

void ShapedTransport::start(Receiver& receiver) {
  receiver_ = &receiver;
  inner_.start(receiver);
}

void ShapedTransport::send(const RegionName& to, Message message) {
  Link& way = link(to);
  if (way.model.spec().partitioned) return;
  const TrueTime now = clock_.now();
  for (Message& part : split(std::move(message))) {
    Parcel parcel{now, std::move(part)};
    if (way.model.spec().paused) {
      way.held.push_back(std::move(parcel));
    } else {
      dispatch(to, way, std::move(parcel));
    }
  }
  arm(to, way);
}

void ShapedTransport::dispatch(const RegionName& to, Link& way, Parcel parcel) {
  const LinkModel::Plan plan =
      way.model.plan(clock_.now(), message_bytes(parcel.message), lane_of(parcel.message));
  if (plan.duplicate_due) put_under_way(way, *plan.duplicate_due, parcel);
  put_under_way(way, plan.due, std::move(parcel));
  arm(to, way);
}

void ShapedTransport::put_under_way(Link& way, TrueTime due, Parcel parcel) {
  way.under_way.emplace(due, std::move(parcel));
}

void ShapedTransport::reset(const RegionName& to) {
  Link& way = link(to);
  std::erase_if(way.under_way, [](const auto& due) { return is_from_origin(due.second.message); });
  std::erase_if(way.held, [](const Parcel& parcel) { return is_from_origin(parcel.message); });
  arm(to, way);
  inner_.reset(to);
}

void ShapedTransport::drop_all(Link& way) {
  way.under_way.clear();
  way.held.clear();
  scheduler_.cancel(std::exchange(way.timer, TimerId::kNone));
}

std::size_t ShapedTransport::in_flight(const RegionName& to) const {
  const auto found = links_.find(to);
  return found == links_.end() ? 0 : found->second.under_way.size() + found->second.held.size();
}

void ShapedTransport::arm(const RegionName& to, Link& way) {
  scheduler_.cancel(std::exchange(way.timer, TimerId::kNone));
  if (way.under_way.empty()) return;
  const Duration wait = way.under_way.begin()->first - clock_.now();
  way.timer = scheduler_.call_after(wait, [this, to] {
    link(to).timer = TimerId::kNone;
    deliver_due(to);
  });
}

void ShapedTransport::deliver_due(const RegionName& to) {
  Link& way = link(to);
  const TrueTime now = clock_.now();
  std::vector<Message> batches;
  while (!way.under_way.empty() && way.under_way.begin()->first <= now) {
    auto node = way.under_way.extract(way.under_way.begin());
    Parcel& parcel = node.mapped();
    note_injected(parcel.message, node.key() - parcel.sent);
    if (batches.empty() || !join(batches.back(), parcel.message)) {
      batches.push_back(std::move(parcel.message));
    }
  }
  for (Message& batch : batches) inner_.send(to, std::move(batch));
  arm(to, way);
}

}  // namespace lastwrite
