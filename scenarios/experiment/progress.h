// How far a run is, for whoever shows it.
#pragma once

#include <string_view>

#include "region/base/time.h"

namespace lastwrite {

struct Progress {
  std::string_view phase;  // setup, warm-up, measure, heal, quiesce, final, done
  double fraction = 0;     // of the whole run, 0 to 1; never goes back
  Duration remaining{
      0};  // until the end of `measure`, then 0: heal and quiesce take what they take
};

}  // namespace lastwrite
