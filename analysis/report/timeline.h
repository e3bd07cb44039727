// Collects sentences about moments of a run and tells them in order of time, wrapped to a width.
//
//   Timeline timeline(start);
//   timeline.add(at, "eu-west-1 accepts #7");
//   timeline.text(100)       // "     1.2345 s  eu-west-1 accepts #7\n"
//
// Threading: a value.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

class Timeline {
 public:
  explicit Timeline(TrueTime start) : start_(start) {}

  void add(TrueTime at, std::string sentence) { entries_.emplace_back(at, std::move(sentence)); }
  /// In order of time; what happened at the same moment in order of adding; equal lines once.
  std::string text(std::size_t columns) const;

 private:
  TrueTime start_;
  std::vector<std::pair<TrueTime, std::string>> entries_;
};

/// Breaks `text` at spaces so that no line is wider than `columns`; later lines begin with `indent`
/// spaces. The first line begins behind `first` columns that are printed already.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent,
                    std::size_t first = 0);

}  // namespace lastwrite
