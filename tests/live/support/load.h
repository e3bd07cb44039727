// Closed-loop clients in every region that put items until told otherwise, and remember what they
// were told: half of the puts are of an item of their own ("a-17"), half of a few items that all
// regions share.
//
//   Load load(regions, {.writers_per_region = 4, .seed = 7});
//   load.start();
//   …
//   load.stop();                                // returns when nothing is under way any more
//   load.acknowledged("a")                      // every put that region a said OK to
//
// Threading: the test's thread; the puts run on the cluster's loop.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "region/base/random.h"
#include "region/version/stamp.h"
#include "tests/live/support/live_regions.h"

namespace lastwrite {

struct LoadOptions {
  int writers_per_region = 4;
  std::uint64_t seed = 1;
};

struct AcknowledgedPut {
  std::string key;
  bool own = false;  // no other put has this key
  Stamp version;
};

class Load {
 public:
  Load(LiveRegions& regions, const LoadOptions& options);
  /// Requires: stopped.
  ~Load();

  /// Called on the loop when `region` has acknowledged `count` puts. Set before start().
  void when_acknowledged(const std::string& region, std::size_t count, std::function<void()> then);
  void start();
  /// Waits until `region` has acknowledged `more` puts more than now.
  bool wait_for_more(const std::string& region, std::size_t more, Duration patience);
  void stop();

  std::vector<AcknowledgedPut> acknowledged(const std::string& region);
  /// Puts without a definite answer, of all regions.
  std::size_t unknown();

 private:
  struct Writer;
  struct Region;

  void write(Writer& writer);
  void on_reply(Writer& writer, AcknowledgedPut put, Result<WriteOutput> result);
  std::size_t under_way();

  LiveRegions& regions_;
  std::map<std::string, std::unique_ptr<Region>> sites_;
  std::vector<std::unique_ptr<Writer>> writers_;
  std::size_t unknown_ = 0;
  bool stopping_ = false;
};

}  // namespace lastwrite
