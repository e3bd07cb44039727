// What is set of a table's stream: whether it has one, and what its records show.
//
//   StreamSettings settings{StreamView::kKeysOnly, clock.wall_now()};
//
// Threading: values.
#pragma once

#include <cstdint>

#include "region/base/time.h"

namespace lastwrite {

enum class StreamView : std::uint8_t { kKeysOnly, kNewImage, kOldImage, kNewAndOldImages };

struct StreamSettings {
  StreamView view = StreamView::kNewAndOldImages;
  WallTime label = {};  // when it was enabled, which names it: 2015-05-11T21:21:33.291
  bool enabled = true;  // a disabled stream can be read for a day
  friend bool operator==(const StreamSettings&, const StreamSettings&) = default;
};

}  // namespace lastwrite
