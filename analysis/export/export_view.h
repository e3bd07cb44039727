// What an export sees of one strategy's run: all of it, or the requests and versions of one item.
//
// A version is told by a number that is unique in the run: that of the request that wrote it, or a
// negative one where no request of this run did. Threading: immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/report/strategy_run.h"

namespace lastwrite {

class ExportView {
 public:
  /// `item`: the key of the items that are exported; nullopt: all.
  explicit ExportView(const StrategyRun& of, std::optional<std::string> item = std::nullopt)
      : run(of), history(of.history), item_(std::move(item)) {}

  const StrategyRun& run;
  const History& history;

  bool wants(std::uint32_t item) const { return !item_ || history.items[item].key == *item_; }
  /// Of operations: also not a wait for a lock, which asks no region.
  bool wants(const Operation& operation) const {
    return operation.kind != RequestKind::kLock && wants(operation.item);
  }
  /// Anything at all is exported.
  bool any() const;
  /// The first moment of the run: times in logs and traces count from here.
  TrueTime begin() const;

  /// The version that `operation` made, if its region accepted it; else kAbsent.
  std::uint32_t made_by(std::uint32_t operation) const;
  /// The number of a version, as above; nullopt for kAbsent.
  std::optional<std::int64_t> number(std::uint32_t version) const;
  /// "#17", or the version's stamp where no request of this run wrote it.
  std::string name(std::uint32_t version) const;
  /// A region's name; "" for kAbsent.
  const std::string& region(std::uint32_t region) const;

 private:
  std::optional<std::string> item_;
};

/// `text` with everything replaced by '_' that a file's name should not hold.
std::string file_stem(const std::string& text);

}  // namespace lastwrite
