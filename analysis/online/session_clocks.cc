#include "analysis/online/session_clocks.h"

#include <algorithm>

namespace lastwrite {
namespace {

std::uint32_t& entry(std::vector<std::uint32_t>& of, std::uint32_t index) {
  if (index >= of.size()) of.resize(index + 1, 0);
  return of[index];
}

}  // namespace

SessionClocks::Clock& SessionClocks::session(std::uint32_t number) {
  if (number >= now_.size()) now_.resize(number + 1);
  return now_[number];
}

std::uint32_t SessionClocks::next_ordinal(std::uint32_t session_number) {
  const std::uint32_t ordinal = ++entry(written_, session_number);
  if (reads_) entry(session(session_number), session_number) = ordinal;
  return ordinal;
}

void SessionClocks::wrote(VersionId version, const PastClient* past) {
  if (!reads_) return;
  if (version >= clocks_.size()) clocks_.resize(version + 1);
  clocks_[version] = past != nullptr ? past->knew : session(forest_.at(version).session);
}

PastClient SessionClocks::abandon(std::uint32_t session_number) {
  PastClient past;
  past.ordinal = next_ordinal(session_number);
  if (reads_) past.knew = session(session_number);
  return past;
}

void SessionClocks::read(std::uint32_t session_number, VersionId version) {
  if (!reads_) return;
  Clock& mine = session(session_number);
  const Clock& writers = clocks_[version];
  if (mine.size() < writers.size()) mine.resize(writers.size(), 0);
  for (std::size_t s = 0; s < writers.size(); ++s) mine[s] = std::max(mine[s], writers[s]);
}

}  // namespace lastwrite
