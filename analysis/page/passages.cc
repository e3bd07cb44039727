#include "analysis/page/passages.h"

#include <algorithm>

namespace lastwrite {
namespace {

std::optional<Passage> passage_of(const Evidence& evidence, std::uint32_t version,
                                  std::uint32_t to) {
  const Version& v = evidence.history.versions[version];
  const std::uint32_t position = evidence.replicas.position(to, version);
  if (position == kAbsent) {
    if (!v.installed) return std::nullopt;  // stillborn: never sent
    return Passage{v.accepted_at, std::nullopt, Duration(0)};
  }
  const RegionEvent& event = evidence.history.events[to][position];
  const bool arrives = event.kind == RegionEvent::Kind::kInstalled ||
                       event.kind == RegionEvent::Kind::kDiscardedOlder;
  if (!arrives || event.backfill || event.version != version) return std::nullopt;
  return Passage{v.accepted_at, event.at, event.injected};
}

}  // namespace

std::vector<Passage> passages(const Evidence& evidence, std::uint32_t from, std::uint32_t to) {
  std::vector<Passage> out;
  const std::vector<Version>& versions = evidence.history.versions;
  for (std::uint32_t v = 0; v < versions.size(); ++v) {
    if (!versions[v].accepted || versions[v].region != from) continue;
    if (const std::optional<Passage> passage = passage_of(evidence, v, to)) out.push_back(*passage);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Passage& a, const Passage& b) { return a.accepted < b.accepted; });
  return out;
}

}  // namespace lastwrite
