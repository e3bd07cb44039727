#include "tests/analysis/staleness/naive_staleness.h"

namespace lastwrite {

bool NaiveStaleness::newer(std::uint32_t a, std::uint32_t b) const {
  if (a == kAbsent || a == b) return false;
  return b == kAbsent || history_.versions[b].stamp < history_.versions[a].stamp;
}

bool NaiveStaleness::before(const Operation& a, const Operation& b) const {
  return a.outcome == Outcome::kOk && a.version != kAbsent && *a.completed < b.invoked;
}

std::optional<std::uint32_t> NaiveStaleness::k(std::uint32_t read) const {
  const Operation& r = history_.operations[read];
  if (r.is_write() || r.outcome != Outcome::kOk) return std::nullopt;
  std::uint32_t missed = 0;
  for (const Operation& w : history_.operations) {
    if (w.acknowledged() && w.item == r.item && before(w, r) && newer(w.version, r.version)) {
      ++missed;
    }
  }
  return missed;
}

std::uint32_t NaiveStaleness::held(std::uint32_t region, std::uint32_t item, TrueTime at) const {
  std::uint32_t version = kAbsent;
  for (const RegionEvent& event : history_.events[region]) {
    if (event.at > at) break;
    if (event.installs && history_.versions[event.version].item == item) version = event.version;
  }
  return version;
}

// Some region installed `version` while it held something older than `earlier` in its place.
bool NaiveStaleness::shown_too_early(std::uint32_t version, std::uint32_t earlier) const {
  for (std::uint32_t region = 0; region < history_.events.size(); ++region) {
    for (const RegionEvent& event : history_.events[region]) {
      if (!event.installs || event.version != version) continue;
      if (newer(earlier, held(region, history_.versions[earlier].item, event.at))) return true;
    }
  }
  return false;
}

GuaranteeChecks NaiveStaleness::checks(std::uint32_t operation) const {
  const Operation& o = history_.operations[operation];
  GuaranteeChecks out{};
  const auto put = [&](Guarantee guarantee, bool violated) {
    GuaranteeCheck& check = out[static_cast<std::size_t>(guarantee)];
    if (check == GuaranteeCheck::kNotAsked) check = GuaranteeCheck::kKept;
    if (violated) check = GuaranteeCheck::kViolated;
  };
  if (o.outcome != Outcome::kOk) return out;
  for (const Operation& past : history_.operations) {
    if (past.session != o.session || !before(past, o)) continue;
    const bool inverted = past.item == o.item && newer(past.version, o.version);
    if (!o.is_write()) {
      if (past.item != o.item) continue;
      put(past.is_write() ? Guarantee::kReadYourWrites : Guarantee::kMonotonicReads, inverted);
      continue;
    }
    const bool early = inverted || shown_too_early(o.version, past.version);
    if (past.is_write()) put(Guarantee::kMonotonicWritesAllItems, early);
    if (!past.is_write()) put(Guarantee::kWritesFollowReadsAllItems, early);
    if (past.item != o.item) continue;
    put(past.is_write() ? Guarantee::kMonotonicWrites : Guarantee::kWritesFollowReads, inverted);
  }
  return out;
}

}  // namespace lastwrite
