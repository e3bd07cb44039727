// Those who watch a cluster: each has a stream of events, and what all are told goes to each.
//
//   Viewers viewers({.viewers_max = 2});
//   std::shared_ptr<EventStream> stream = viewers.join();      // nullptr: there are too many
//   viewers.tell("state", R"({"writes":3})");
//
// Threading: any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "region/api/event_stream.h"
#include "region/base/time.h"

namespace lastwrite {

struct ViewerLimits {
  std::size_t viewers_max = 64;
  std::size_t waiting_bytes_max = 1024 * 1024;  // of one viewer; who lacks more is dropped
};

/// "event: state\ndata: {}\n\n", for data without line ends.
std::string event_text(std::string_view name, std::string_view data);

class Viewers {
 public:
  explicit Viewers(const ViewerLimits& limits = {}) : limits_(limits) {}
  ~Viewers() { end(); }
  Viewers(const Viewers&) = delete;
  Viewers& operator=(const Viewers&) = delete;

  std::shared_ptr<EventStream> join();
  void tell(std::string_view name, std::string_view data);
  /// Those who are still there.
  std::size_t count();
  /// Nothing more comes for anybody; so long is waited at most until all have taken what came.
  void end(Duration patience = Duration(0));

 private:
  void forget_gone();

  const ViewerLimits limits_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<EventStream>> streams_;
};

}  // namespace lastwrite
