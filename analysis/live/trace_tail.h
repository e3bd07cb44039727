// One trace file while its region still writes it: what is new is read, and what was read is given
// back to the disk, unless somebody else will want it.
//
//   auto tail = TraceTail::open("trace/eu-west-1.0.lwtrace", AfterReading::kGiveBack);
//   (*tail)->read([](std::unique_ptr<v1::TraceEvent> event) { … });    // up to the last whole
//   event
//
// The file keeps its length; what is given back becomes a hole (fallocate(2)), a MiB at a time.
// Where the file system has no holes the file just grows. Threading: one owner.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "region/base/result.h"

namespace lastwrite {

namespace v1 {
class TraceEvent;
}  // namespace v1

enum class AfterReading : std::uint8_t {
  kGiveBack,  // nobody reads it again: `lastwrite up`
  kKeep,      // it is judged later: a run. The file is opened for reading alone
};

class TraceTail {
 public:
  using OnEvent = std::function<void(std::unique_ptr<v1::TraceEvent>)>;

  /// kIo.
  static Result<std::unique_ptr<TraceTail>> open(const std::string& path, AfterReading after);
  ~TraceTail();
  TraceTail(const TraceTail&) = delete;
  TraceTail& operator=(const TraceTail&) = delete;

  /// kIo, kCorrupt: nothing more will come of it.
  Result<void> read(const OnEvent& on_event);

 private:
  TraceTail(std::string path, int descriptor, AfterReading after)
      : path_(std::move(path)), descriptor_(descriptor), after_(after) {}
  Result<std::size_t> fill();
  Result<void> take_events(const OnEvent& on_event);
  void give_back();

  std::string path_;
  int descriptor_;
  const AfterReading after_;
  std::int64_t read_ = 0;   // bytes of the file that were read
  std::int64_t freed_ = 0;  // bytes given back
  std::string pending_;     // read and not yet whole
};

}  // namespace lastwrite
