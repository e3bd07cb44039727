#include "analysis/online/rival_book.h"

namespace lastwrite {

RivalBook::RivalBook(std::size_t regions, std::size_t items)
    : regions_(regions),
      under_way_(items),
      rival_(regions + 1, std::vector<ClusterCount>(items)),
      newer_(rival_) {}

void RivalBook::accept(const RivalWrite& write, VersionId version) {
  Guest guest;
  guest.stamp = write.stamp;
  guest.version = version;
  guest.region = static_cast<std::uint8_t>(write.region);
  guest.measured = write.measured;
  guest.missing = (bit(static_cast<std::uint32_t>(regions_)) - 1) & ~bit(write.region);
  if (write.in_doubt) guest.missing |= kDoubt;
  meet_under_way(write.item, guest);
  if (!stillborn_.empty()) meet_stillborn(write.item, guest);
  if (version == kNoVersion) {
    keep_stillborn(write.item, guest);
  } else {
    keep(write.item, guest);
  }
}

// What this region has not received; its own it never misses.
void RivalBook::meet_under_way(std::uint32_t item, Guest& guest) {
  const std::uint64_t here = bit(guest.region);
  for (Guest& earlier : under_way_[item]) {
    if ((earlier.missing & here) == 0) continue;
    guest.any = earlier.any = true;
    (earlier.stamp < guest.stamp ? earlier : guest).newer = true;
  }
}

void RivalBook::meet_stillborn(std::uint32_t item, Guest& guest) {
  for (std::uint32_t region = 0; region < regions_; ++region) {
    if (region == guest.region) continue;
    const auto found = stillborn_.find({item, region});
    if (found == stillborn_.end()) continue;
    guest.any = true;
    guest.newer = guest.newer || guest.stamp < found->second.newest;
    std::vector<Guest>& open = found->second.open;
    for (std::size_t i = 0; i < open.size();) {
      open[i].any = true;
      open[i].newer = open[i].newer || open[i].stamp < guest.stamp;
      if (!open[i].newer) {
        ++i;
        continue;
      }
      count(item, open[i]);
      open[i] = open.back();
      open.pop_back();
    }
  }
}

void RivalBook::keep(std::uint32_t item, const Guest& guest) {
  if (guest.missing == 0) return count(item, guest);
  if (guest.version >= places_.size()) places_.resize(guest.version + 1);
  std::vector<Guest>& list = under_way_[item];
  places_[guest.version] = {item, static_cast<std::uint32_t>(list.size())};
  list.push_back(guest);
  ++guests_under_way_;
}

void RivalBook::keep_stillborn(std::uint32_t item, const Guest& guest) {
  const auto [found, first] = stillborn_.try_emplace({item, guest.region});
  Stillborn& there = found->second;
  if (first || there.newest < guest.stamp) there.newest = guest.stamp;
  if (guest.newer) return count(item, guest);
  there.open.push_back(guest);
}

void RivalBook::ended(VersionId version, std::uint64_t missing) {
  const Place place = places_[version];
  std::vector<Guest>& list = under_way_[place.item];
  Guest& guest = list[place.index];
  guest.missing &= ~missing;
  if (guest.missing != 0) return;
  count(place.item, guest);
  guest = list.back();
  places_[guest.version].index = place.index;
  list.pop_back();
  --guests_under_way_;
}

void RivalBook::heard(VersionId version, bool acknowledged) {
  const Place place = places_[version];
  if (!acknowledged) under_way_[place.item][place.index].measured = false;
  ended(version, kDoubt);
}

void RivalBook::finish() {
  for (auto& [place, there] : stillborn_) {
    for (const Guest& guest : there.open) count(place.first, guest);
    there.open.clear();
  }
}

void RivalBook::count(std::uint32_t item, const Guest& guest) {
  if (!guest.measured) return;
  for (const std::size_t region : {std::size_t{guest.region}, regions_}) {
    ClusterCount& rivals = rival_[region][item];
    ClusterCount& newer = newer_[region][item];
    ++rivals.trials;
    ++newer.trials;
    if (guest.any) ++rivals.hits;
    if (guest.newer) ++newer.hits;
  }
}

}  // namespace lastwrite
