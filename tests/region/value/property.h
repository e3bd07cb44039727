// RapidCheck properties with a fixed seed, printed where one fails: the same run fails the same way
// again.
//
//   expect_property([] { const int i = *rc::gen::arbitrary<int>(); RC_ASSERT(i + 0 == i); });
//
// Threading: gtest's.
#pragma once

#include <cstdint>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lastwrite {

struct PropertyOptions {
  std::uint64_t seed = 20261;
  int runs = 200;
  int size = 100;  // how large the generated values grow
};

template <typename Testable>
void expect_property(Testable&& testable, const PropertyOptions& options = {}) {
  rc::detail::TestParams params;
  params.seed = options.seed;
  params.maxSuccess = options.runs;
  params.maxSize = options.size;
  const auto result = rc::detail::checkTestable(std::forward<Testable>(testable),
                                                rc::detail::TestMetadata(), params);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  ADD_FAILURE() << "seed " << options.seed << ": " << text.str();
}

}  // namespace lastwrite
