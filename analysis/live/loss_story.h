// A lost write told to people: who wrote what, when and where, what displaced it, and why the two
// did not know each other.
//
//   for (const std::string& line : loss_story(loss, {.wall_offset = …})) print(line);
//
//   #3  read-modify-write lost: Orders s:race, put in eu-west-1 at 12:00:01.123 UTC
//       by session any#4@eu-west-1; it was told OK
//       overwritten by the put of session any#2@us-east-1, accepted in us-east-1 at 12:00:01.121
//       …
//
// Lines are at most 100 columns wide but for long names. Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "analysis/live/lost_write.h"
#include "region/base/ids.h"
#include "region/base/time.h"

namespace lastwrite {

/// Something that somebody did to the cluster and that may be why: "us-east-1 and eu-west-1 were
/// cut off from each other".
struct Disturbance {
  std::string what;
  std::vector<RegionName> regions;  // whom it touches
  TrueTime begin;
  std::optional<TrueTime> end = {};  // nullopt: it still goes on
};

struct StoryContext {
  Duration wall_offset{0};  // from true time to that of the day
  const std::vector<Disturbance>* disturbances = nullptr;
};

/// "12:00:01.123", UTC.
std::string time_of_day(TrueTime at, Duration wall_offset);

/// Why the two did not know each other, in a sentence.
std::string loss_reason(const LostWrite& loss, const StoryContext& context);
/// What would have prevented it, in a sentence.
std::string loss_advice(const LostWrite& loss);

std::vector<std::string> loss_story(const LostWrite& loss, const StoryContext& context);

}  // namespace lastwrite
