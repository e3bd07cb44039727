// What a smaller scenario must still show, as `lastwrite shrink --want` takes it:
//
//   lost_inverted, winner …              an acknowledged write has this fate
//   stillborn, tie, aba, deleted …       an acknowledged write has this flag
//   double_cas, gave_up …                this metric, a count, is above 0
//   version-check.lost_update_rate > 5%  this expectation holds
//
//   Result<Wish> wish = Wish::parse("lost_inverted");
//   wish->shown_by(judged)
//
// Threading: a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "analysis/ledger/ledger.h"
#include "analysis/report/expectation.h"
#include "region/base/result.h"
#include "scenarios/campaign/judged_run.h"

namespace lastwrite {

class Wish {
 public:
  /// kUsage with a sentence that says what can be meant.
  static Result<Wish> parse(std::string_view text);

  /// Whether a run of this strategy may show it at all.
  bool speaks_of(std::string_view strategy) const;
  bool shown_by(const JudgedRun& judged) const;
  /// The write (of operations) in which it shows; nullopt: it shows in no single one.
  std::optional<std::uint32_t> witness(const StrategyRun& run) const;
  /// A line for `expect` that says the same of a scenario with this one strategy; "" where no
  /// metric does.
  std::string expectation(std::string_view strategy) const;

  /// As typed.
  const std::string& text() const { return text_; }
  /// "lost-inverted": a part of a scenario's name.
  std::string slug() const;

 private:
  using Flag = bool FateFlags::*;
  using Kind = std::variant<Fate, Flag, Expectation>;

  Wish(std::string text, Kind kind) : text_(std::move(text)), kind_(std::move(kind)) {}

  std::string text_;
  Kind kind_;
};

}  // namespace lastwrite
