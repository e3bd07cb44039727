// RapidCheck properties with a fixed seed, printed where one fails: the same run fails the same way
// again.
//
//   expect_property([] { const int i = *rc::gen::arbitrary<int>(); RC_ASSERT(i + 0 == i); });
//
// Threading: gtest's.
#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <unordered_map>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

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
  // A listener of our own: RapidCheck's announces a random seed, which is not the one used here.
  rc::detail::TestListenerAdapter listener;
  const auto result = rc::detail::checkTestable(
      std::forward<Testable>(testable), rc::detail::TestMetadata(), params, listener,
      std::unordered_map<std::string, rc::detail::Reproduce>());
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  ADD_FAILURE() << "seed " << options.seed << ": " << text.str();
}

}  // namespace lastwrite
