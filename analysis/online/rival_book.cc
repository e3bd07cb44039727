#include "analysis/online/rival_book.h"

namespace lastwrite {

RivalBook::RivalBook(std::size_t regions, std::size_t items, const Received& received)
    : regions_(regions),
      received_(received),
      under_way_(items),
      rival_(regions + 1, std::vector<ClusterCount>(items)),
      newer_(rival_) {}

void RivalBook::accept(const RivalWrite& write, VersionId version) {
  Guest guest;
  guest.write = write;
  meet_under_way(guest);
  if (!stillborn_.empty()) meet_stillborn(guest);
  if (version == kNoVersion) {
    keep_stillborn(guest);
  } else {
    keep(guest, version);
  }
}

void RivalBook::meet_under_way(Guest& guest) {
  for (const VersionId other : under_way_[guest.write.item]) {
    Guest& earlier = guests_[other];
    if (earlier.write.region == guest.write.region) continue;
    if (received_[other * regions_ + guest.write.region] != 0) continue;
    guest.any = earlier.any = true;
    (earlier.write.stamp < guest.write.stamp ? earlier : guest).newer = true;
  }
}

void RivalBook::meet_stillborn(Guest& guest) {
  for (std::uint32_t region = 0; region < regions_; ++region) {
    if (region == guest.write.region) continue;
    const auto found = stillborn_.find({guest.write.item, region});
    if (found == stillborn_.end()) continue;
    guest.any = true;
    guest.newer = guest.newer || guest.write.stamp < found->second.newest;
    std::vector<Guest>& open = found->second.open;
    for (std::size_t i = 0; i < open.size();) {
      open[i].any = true;
      open[i].newer = open[i].newer || open[i].write.stamp < guest.write.stamp;
      if (!open[i].newer) {
        ++i;
        continue;
      }
      count(open[i]);
      open[i] = open.back();
      open.pop_back();
    }
  }
}

void RivalBook::keep(const Guest& guest, VersionId version) {
  if (regions_ == 1) return count(guest);
  if (version >= guests_.size()) guests_.resize(version + 1);
  std::vector<VersionId>& list = under_way_[guest.write.item];
  guests_[version] = guest;
  guests_[version].missing = static_cast<std::uint32_t>(regions_ - 1);
  guests_[version].place = static_cast<std::uint32_t>(list.size());
  list.push_back(version);
}

void RivalBook::keep_stillborn(const Guest& guest) {
  const auto [found, first] = stillborn_.try_emplace({guest.write.item, guest.write.region});
  Stillborn& there = found->second;
  if (first || there.newest < guest.write.stamp) there.newest = guest.write.stamp;
  if (guest.newer) return count(guest);
  there.open.push_back(guest);
}

void RivalBook::arrived(VersionId version) {
  Guest& guest = guests_[version];
  if (--guest.missing > 0) return;
  std::vector<VersionId>& list = under_way_[guest.write.item];
  guests_[list.back()].place = guest.place;
  list[guest.place] = list.back();
  list.pop_back();
  count(guest);
}

void RivalBook::finish() {
  for (auto& [place, there] : stillborn_) {
    for (const Guest& guest : there.open) count(guest);
    there.open.clear();
  }
}

void RivalBook::count(const Guest& guest) {
  if (!guest.write.measured) return;
  for (const std::size_t region : {std::size_t{guest.write.region}, regions_}) {
    ClusterCount& rivals = rival_[region][guest.write.item];
    ClusterCount& newer = newer_[region][guest.write.item];
    ++rivals.trials;
    ++newer.trials;
    if (guest.any) ++rivals.hits;
    if (guest.newer) ++newer.hits;
  }
}

}  // namespace lastwrite
