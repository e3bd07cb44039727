// How a region goes down.
//
//   cluster.kill(eu_west_1, CrashMode::kLoseUnsynced, reply);     // `lose_unsynced: true` in a
//   file
//
// Threading: values.
#pragma once

#include <cstdint>

namespace lastwrite {

enum class CrashMode : std::uint8_t {
  kProcess,       // kill -9: everything that was committed stays
  kLoseUnsynced,  // a power cut: commits that had not reached the disk are gone. With durability
                  // `full` there are none. The simulation alone can do it
};

}  // namespace lastwrite
