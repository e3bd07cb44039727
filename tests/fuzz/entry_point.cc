// libFuzzer's way in: the environment's LASTWRITE_FUZZ names the target.
#include <cstdint>
#include <cstdlib>

#include "region/base/check.h"
#include "tests/fuzz/fuzz_targets.h"

namespace {

const lastwrite::FuzzTarget& chosen() {
  const char* const name = std::getenv("LASTWRITE_FUZZ");
  for (const lastwrite::FuzzTarget& target : lastwrite::fuzz_targets()) {
    if (name != nullptr && target.name == name) return target;
  }
  LW_CHECK(false, "LASTWRITE_FUZZ names no target");
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const lastwrite::FuzzTarget& target = chosen();
  target.run({reinterpret_cast<const char*>(data), size});
  return 0;
}
