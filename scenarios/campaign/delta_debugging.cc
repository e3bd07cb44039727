#include "scenarios/campaign/delta_debugging.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lastwrite {
namespace {

class Minimiser {
 public:
  Minimiser(std::size_t count, const ShowsPart& shows) : shows_(shows), kept_(count) {
    std::iota(kept_.begin(), kept_.end(), std::size_t{0});
  }

  Indices run() && {
    std::size_t chunks = 2;
    while (!stopped_ && kept_.size() > 1) {
      chunks = std::min(chunks, kept_.size());
      if (keep_one_chunk(chunks)) {
        chunks = 2;
      } else if (drop_one_chunk(chunks)) {
        chunks = std::max<std::size_t>(chunks - 1, 2);
      } else if (chunks == kept_.size()) {
        break;
      } else {
        chunks *= 2;
      }
    }
    return std::move(kept_);
  }

 private:
  std::size_t edge(std::size_t chunk, std::size_t chunks) const {
    return kept_.size() * chunk / chunks;
  }

  bool keep_one_chunk(std::size_t chunks) {
    for (std::size_t i = 0; i < chunks && !stopped_; ++i) {
      if (take({kept_.begin() + offset(edge(i, chunks)),
                kept_.begin() + offset(edge(i + 1, chunks))})) {
        return true;
      }
    }
    return false;
  }

  // Of two chunks each is the other's complement.
  bool drop_one_chunk(std::size_t chunks) {
    for (std::size_t i = 0; chunks > 2 && i < chunks && !stopped_; ++i) {
      Indices rest(kept_.begin(), kept_.begin() + offset(edge(i, chunks)));
      rest.insert(rest.end(), kept_.begin() + offset(edge(i + 1, chunks)), kept_.end());
      if (take(std::move(rest))) return true;
    }
    return false;
  }

  bool take(Indices part) {
    const std::optional<bool> shown = shows_(part);
    stopped_ = !shown.has_value();
    if (shown.value_or(false)) kept_ = std::move(part);
    return shown.value_or(false);
  }

  static std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

  const ShowsPart& shows_;
  Indices kept_;
  bool stopped_ = false;
};

}  // namespace

Indices minimal_part(std::size_t count, const ShowsPart& shows) {
  return Minimiser(count, shows).run();
}

}  // namespace lastwrite
