// Result<T>: a value or an Error. Expected failures travel as values; nothing in the core throws.
//
//   Result<Item> item = decode(bytes);
//   if (!item) return propagate(item);
#pragma once

#include <string>
#include <utility>

#include <fmt/format.h>
#include <tl/expected.hpp>

#include "region/base/error.h"

namespace lastwrite {

template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

template <>
class [[nodiscard]] Result<void> : public tl::expected<void, Error> {
 public:
  using tl::expected<void, Error>::expected;
};

using Failure = tl::unexpected<Error>;

/// A failure with a formatted sentence: `return fail(ErrorCode::kIo, "cannot open {}", path);`
template <typename... Args>
Failure fail(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  return Failure(Error{code, fmt::format(format, std::forward<Args>(args)...)});
}

/// Hands an error on: `if (!r) return propagate(r);`. Requires: `result` holds an error.
template <typename T>
Failure propagate(const Result<T>& result) {
  return Failure(result.error());
}

}  // namespace lastwrite
