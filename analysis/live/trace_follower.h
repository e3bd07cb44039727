// The traces of all regions of a running cluster as one sequence of events, in which no effect
// comes before its cause.
//
//   TraceFollower follower("trace", {RegionName("eu-west-1"), RegionName("us-east-1")});
//   follower.poll(clock.now(), [](const RegionName& region, v1::TraceEvent& event) { … });
//
// Why the order holds. A region flushes its trace before it commits, so what another region or a
// client can know of is in the file by then. poll() is told the time before it reads; it hands on
// what happened up to then, in the order of true time. An event e that was caused by c, e not later
// than that time: c was flushed before e happened, hence before the files were read.
//
// Files: `<region>.<incarnation>.lwtrace`; those of later incarnations are found as they come.
// Threading: one owner.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/live/trace_tail.h"
#include "region/base/ids.h"
#include "region/base/time.h"

namespace lastwrite {

class TraceFollower {
 public:
  /// The event is the caller's from then on.
  using OnEvent = std::function<void(const RegionName&, v1::TraceEvent&)>;

  /// With kGiveBack a region's former lives are removed once they were read.
  TraceFollower(std::string directory, const std::vector<RegionName>& regions,
                AfterReading after = AfterReading::kGiveBack);
  ~TraceFollower();

  /// `now`: true time, of before the call. The first error ends the file that it is about; what
  /// other files say goes on.
  Result<void> poll(TrueTime now, const OnEvent& on_event);

 private:
  struct Followed {
    RegionName region;
    unsigned incarnation = 0;  // of the file that is read, or the next one to come
    std::unique_ptr<TraceTail> tail;
    bool damaged = false;  // that file: nothing more is read of it
  };
  struct Waiting {
    TrueTime at;
    const RegionName* region = nullptr;
    std::unique_ptr<v1::TraceEvent> event;
  };

  std::string file_of(const Followed& of, unsigned incarnation) const;
  std::optional<unsigned> next_life(const Followed& of) const;
  Result<void> read(Followed& of);

  std::string directory_;
  const AfterReading after_;
  std::vector<Followed> regions_;
  std::vector<Waiting> waiting_;
};

}  // namespace lastwrite
