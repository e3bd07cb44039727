#include "tests/fuzz/fuzz_targets.h"

namespace lastwrite {

const std::vector<FuzzTarget>& fuzz_targets() {
  static const std::vector<FuzzTarget> all = {{"expression", fuzz_expression},
                                              {"api", fuzz_api},
                                              {"statement", fuzz_statement},
                                              {"number", fuzz_number},
                                              {"signature", fuzz_signature}};
  return all;
}

}  // namespace lastwrite
