#include "tests/analysis/lww_model.h"

#include <algorithm>
#include <string>

namespace lastwrite {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t to_ns(double ms) {
  return static_cast<std::int64_t>(ms * 1e6);
}

}  // namespace

LwwModel::LwwModel(ModelOptions options)
    : options_(std::move(options)),
      random_(options_.seed),
      reads_random_(Random(options_.seed).fork("reads")) {
  for (std::uint32_t r = 0; r < options_.regions; ++r) {
    history_.regions.push_back(RegionName("region-" + std::to_string(r)));
    history_.events.emplace_back();
    held_.push_back(std::vector<std::uint32_t>(options_.items, kAbsent));
  }
  for (std::uint32_t i = 0; i < options_.items; ++i) {
    history_.items.push_back({"Orders", "item-" + std::to_string(i)});
  }
}

void LwwModel::push(std::int64_t at, Kind kind, std::uint32_t region, std::uint32_t item,
                    std::uint32_t version) {
  queue_.insert({at, ++sequence_, kind, region, item, version});
}

History LwwModel::run() {
  history_.phases.push_back({TrueTime{0}, "measure"});
  for (std::uint32_t r = 0; r < options_.regions; ++r) {
    for (std::uint32_t i = 0; i < options_.items; ++i) {
      push(static_cast<std::int64_t>(random_.exponential() / options_.rate_per_s * kSecond),
           Kind::kArrive, r, i, kAbsent);
      if (options_.reads_per_s > 0) push(0, Kind::kRead, r, i, kAbsent);
    }
  }
  while (!queue_.empty()) {
    const Event event = *queue_.begin();
    queue_.erase(queue_.begin());
    if (event.kind == Kind::kArrive) arrive(event);
    if (event.kind == Kind::kWrite) write(event);
    if (event.kind == Kind::kDeliver) deliver(event);
    if (event.kind == Kind::kRead) read(event);
    if (event.kind == Kind::kAck) acknowledge(event);
  }
  finish();
  return history_;
}

void LwwModel::arrive(const Event& event) {
  if (event.at > static_cast<std::int64_t>(options_.seconds * kSecond)) return;
  const std::uint32_t seen = held_[event.region][event.item];
  push(event.at + to_ns(options_.think_ms), Kind::kWrite, event.region, event.item, seen);
  push(event.at + static_cast<std::int64_t>(random_.exponential() / options_.rate_per_s * kSecond),
       Kind::kArrive, event.region, event.item, kAbsent);
}

std::uint32_t LwwModel::record(const Event& event, std::uint32_t base) {
  const auto index = static_cast<std::uint32_t>(history_.versions.size());
  const auto operation = static_cast<std::uint32_t>(history_.operations.size());
  Operation o;
  o.id = operation + 1;
  o.task = o.id;
  o.session = session_of(event.region, operation);
  o.kind = RequestKind::kPut;
  o.client_region = o.target_region = event.region;
  o.item = event.item;
  o.derived = options_.mode == ModelMode::kReadThenWrite;
  if (o.derived) o.base = base;
  o.increment = options_.mode == ModelMode::kBlind ? 0 : 1;
  o.intended = o.invoked = TrueTime{event.at};
  const std::int64_t told = event.at + to_ns(options_.ack_ms);
  o.completed = TrueTime{told};
  o.outcome = Outcome::kOk;
  o.task_done = true;
  o.version = index;
  history_.operations.push_back(o);
  history_.steps.push_back({operation, true});
  const Event ack{told, 0, Kind::kAck, event.region, event.item, operation};
  if (told == event.at) {
    acknowledge(ack);
  } else {
    push(told, Kind::kAck, event.region, event.item, operation);
  }
  Version v;
  v.item = event.item;
  v.region = event.region;
  const std::int64_t skew = options_.skew_ms.empty() ? 0 : to_ns(options_.skew_ms[event.region]);
  // The sequence keeps the stamps of one region apart.
  v.stamp = {WallTime{event.at + skew}, static_cast<std::uint32_t>(event.sequence),
             history_.regions[event.region]};
  v.operation = operation;
  v.operation_id = o.id;
  v.accepted = true;
  v.accepted_at = TrueTime{event.at};
  v.position = static_cast<std::uint32_t>(history_.events[event.region].size());
  v.previous = held_[event.region][event.item];
  v.installed = v.previous == kAbsent || history_.versions[v.previous].stamp < v.stamp;
  v.atomic = options_.mode == ModelMode::kAtomic;
  history_.versions.push_back(v);
  return index;
}

void LwwModel::write(const Event& event) {
  const std::uint32_t held = held_[event.region][event.item];
  const std::uint32_t base = options_.mode == ModelMode::kAtomic ? held : event.version;
  const std::uint32_t index = record(event, base);
  const Version& v = history_.versions[index];
  std::set<std::uint64_t> tokens;
  if (options_.mode == ModelMode::kReadThenWrite && base != kAbsent) tokens = tokens_[base];
  tokens.insert(v.operation_id);
  tokens_.push_back(std::move(tokens));
  RegionEvent told;
  told.at = v.accepted_at;
  told.version = index;
  told.previous = v.previous;
  told.installs = v.installed;
  told.accepted_at = v.accepted_at;
  history_.events[event.region].push_back(told);
  if (v.installed) held_[event.region][event.item] = index;
  if (!v.installed && !options_.sends_stillborn) return;
  for (std::uint32_t to = 0; to < options_.regions; ++to) {
    if (to == event.region) continue;
    const double factor = 1 + options_.jitter * (2 * random_.uniform() - 1);
    push(event.at + to_ns(options_.lag_ms[event.region][to] * factor), Kind::kDeliver, to,
         event.item, index);
  }
}

void LwwModel::acknowledge(const Event& event) {
  history_.steps.push_back({event.version, false});
}

// The first one only sets the clockwork going.
void LwwModel::read(const Event& event) {
  if (event.at > static_cast<std::int64_t>(options_.seconds * kSecond)) return;
  const double gap = reads_random_.exponential() / options_.reads_per_s;
  push(event.at + static_cast<std::int64_t>(gap * kSecond), Kind::kRead, event.region, event.item,
       kAbsent);
  if (event.at == 0) return;
  const auto operation = static_cast<std::uint32_t>(history_.operations.size());
  Operation o;
  o.id = operation + 1;
  o.task = o.id;
  o.session = session_of(event.region, operation);
  o.client_region = o.target_region = event.region;
  o.item = event.item;
  o.intended = o.invoked = TrueTime{event.at};
  o.completed = TrueTime{event.at};
  o.outcome = Outcome::kOk;
  o.task_done = true;
  o.version = held_[event.region][event.item];
  history_.operations.push_back(o);
  history_.steps.push_back({operation, true});
  history_.steps.push_back({operation, false});
}

std::uint32_t LwwModel::session_of(std::uint32_t region, std::uint32_t operation) {
  if (options_.sessions == 0) return operation;
  const auto drawn = static_cast<std::uint32_t>(reads_random_.below(options_.sessions));
  return options_.roaming ? drawn : region * options_.sessions + drawn;
}

void LwwModel::deliver(const Event& event) {
  const Version& v = history_.versions[event.version];
  std::uint32_t& held = held_[event.region][event.item];
  RegionEvent told;
  told.at = TrueTime{event.at};
  told.version = event.version;
  told.previous = held;
  told.installs = held == kAbsent || history_.versions[held].stamp < v.stamp;
  told.kind = told.installs ? RegionEvent::Kind::kInstalled : RegionEvent::Kind::kDiscardedOlder;
  told.accepted_at = v.accepted_at;
  told.injected = told.at - told.accepted_at;
  history_.events[event.region].push_back(told);
  if (told.installs) held = event.version;
}

void LwwModel::finish() {
  const TrueTime end{static_cast<std::int64_t>((options_.seconds + 60) * kSecond)};
  history_.phases.push_back({end, "quiesce"});
  history_.quiesce = QuiesceMark{end, true, {}};
  for (std::uint32_t r = 0; r < options_.regions; ++r) {
    for (std::uint32_t i = 0; i < options_.items; ++i) {
      if (held_[r][i] == kAbsent) continue;
      history_.finals.push_back({r, held_[r][i], false, held_[r][i], std::nullopt});
    }
  }
}

const std::set<std::uint64_t>& LwwModel::final_tokens(std::uint32_t item) const {
  return held_[0][item] == kAbsent ? none_ : tokens_[held_[0][item]];
}

}  // namespace lastwrite
