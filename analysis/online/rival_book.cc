#include "analysis/online/rival_book.h"

namespace lastwrite {

RivalBook::RivalBook(std::size_t regions, std::size_t items)
    : regions_(regions),
      items_(items),
      known_missing_(items * regions, 0),
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
  meet_open(write.item, guest);
  meet_known(write.item, guest);
  if (!stillborn_.empty()) meet_stillborn(write.item, guest);
  if (version == kNoVersion) {
    keep_stillborn(write.item, guest);
  } else {
    keep(write.item, guest);
  }
}

// Meets what this region has not received; its own it never misses.
void RivalBook::meet_open(std::uint32_t item, Guest& guest) {
  const std::uint64_t here = bit(guest.region);
  std::vector<Guest>& open = items_[item].open;
  for (std::uint32_t i = 0; i < open.size();) {
    Guest& earlier = open[i];
    const bool meets = (earlier.missing & here) != 0;
    if (meets) guest.any = earlier.any = true;
    if (meets && earlier.stamp < guest.stamp) {
      move_to_known(item, i);
      continue;
    }
    guest.newer = guest.newer || meets;
    ++i;
  }
}

void RivalBook::meet_known(std::uint32_t item, Guest& guest) const {
  if (known_missing_[item * regions_ + guest.region] == 0) return;
  guest.any = true;
  if (!(guest.stamp < items_[item].highest_known)) return;
  const std::uint64_t here = bit(guest.region);
  for (const Guest& earlier : items_[item].known) {
    if ((earlier.missing & here) != 0 && guest.stamp < earlier.stamp) guest.newer = true;
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
  add_to(items_[item].open, guest, {item, 0, false});
  if (guest.newer) move_to_known(item, places_[guest.version].index);
  ++guests_under_way_;
}

void RivalBook::move_to_known(std::uint32_t item, std::uint32_t index) {
  Item& of = items_[item];
  Guest guest = of.open[index];
  remove_from(of.open, index);
  guest.newer = true;
  const bool first = of.known.empty();
  if (first || of.highest_known < guest.stamp) of.highest_known = guest.stamp;
  for (std::uint32_t region = 0; region < regions_; ++region) {
    if ((guest.missing & bit(region)) != 0) ++known_missing_[item * regions_ + region];
  }
  add_to(of.known, guest, {item, 0, true});
}

void RivalBook::add_to(std::vector<Guest>& list, const Guest& guest, Place place) {
  place.index = static_cast<std::uint32_t>(list.size());
  places_[guest.version] = place;
  list.push_back(guest);
}

void RivalBook::remove_from(std::vector<Guest>& list, std::uint32_t index) {
  list[index] = list.back();
  places_[list[index].version].index = index;
  list.pop_back();
}

void RivalBook::keep_stillborn(std::uint32_t item, const Guest& guest) {
  const auto [found, first] = stillborn_.try_emplace({item, guest.region});
  Stillborn& there = found->second;
  if (first || there.newest < guest.stamp) there.newest = guest.stamp;
  if (guest.newer) return count(item, guest);
  there.open.push_back(guest);
}

void RivalBook::arrived(VersionId version, std::uint32_t region) {
  const Place& place = places_[version];
  if (place.known) --known_missing_[place.item * regions_ + region];
  ended(version, bit(region));
}

void RivalBook::heard(VersionId version, bool acknowledged) {
  const Place& place = places_[version];
  if (!acknowledged) list_of(place)[place.index].measured = false;
  ended(version, kDoubt);
}

void RivalBook::ended(VersionId version, std::uint64_t missing) {
  const Place place = places_[version];
  std::vector<Guest>& list = list_of(place);
  Guest& guest = list[place.index];
  guest.missing &= ~missing;
  if (guest.missing != 0) return;
  count(place.item, guest);
  remove_from(list, place.index);
  --guests_under_way_;
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
