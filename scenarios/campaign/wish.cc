#include "scenarios/campaign/wish.h"

#include <algorithm>
#include <vector>

#include "analysis/report/metric.h"
#include "scenarios/engine/did_you_mean.h"

namespace lastwrite {
namespace {

struct FlagName {
  std::string_view name;
  bool FateFlags::*flag;
};
constexpr FlagName kFlags[] = {{"newer_in_real_time", &FateFlags::newer_in_real_time},
                               {"tie", &FateFlags::tie},
                               {"deleted", &FateFlags::deleted},
                               {"condition_passed", &FateFlags::condition_passed},
                               {"stillborn", &FateFlags::stillborn},
                               {"disjoint_attributes", &FateFlags::disjoint_attributes},
                               {"aba", &FateFlags::aba}};

bool is_count(std::string_view name) {
  const Metric* metric = find_metric(name);
  return metric != nullptr && metric->unit == MetricUnit::kCount;
}

std::vector<std::string> known_words() {
  std::vector<std::string> known;
  known.reserve(kAllFates.size() + std::size(kFlags));
  for (const Fate fate : kAllFates) known.emplace_back(fate_text(fate));
  for (const FlagName& flag : kFlags) known.emplace_back(flag.name);
  for (const Metric& metric : all_metrics()) {
    if (metric.unit == MetricUnit::kCount) known.emplace_back(metric.name);
  }
  return known;
}

}  // namespace

Result<Wish> Wish::parse(std::string_view text) {
  const std::string word(text);
  for (const Fate fate : kAllFates) {
    if (fate_text(fate) == text) return Wish(word, fate);
  }
  for (const FlagName& flag : kFlags) {
    if (flag.name == text) return Wish(word, flag.flag);
  }
  if (is_count(text)) {
    Expectation above_zero;
    above_zero.metric = word;
    above_zero.comparator = ">";
    return Wish(word, std::move(above_zero));
  }
  if (text.find_first_of("<>=") != std::string_view::npos) {
    Result<Expectation> expectation = parse_expectation(text);
    if (!expectation) return propagate(expectation);
    return Wish(word, *std::move(expectation));
  }
  return fail(ErrorCode::kUsage,
              "'{}' cannot be wanted{}: name a fate (lost_concurrent, lost_inverted …), a flag "
              "(stillborn, aba …), a count (double_cas, gave_up …) or an expectation "
              "(\"version-check.lost_update_rate > 5%\")",
              text, did_you_mean(text, known_words()));
}

bool Wish::speaks_of(std::string_view strategy) const {
  const auto* expectation = std::get_if<Expectation>(&kind_);
  return !expectation || expectation->strategy.empty() || expectation->strategy == strategy;
}

bool Wish::shown_by(const JudgedRun& judged) const {
  const auto* expectation = std::get_if<Expectation>(&kind_);
  if (expectation == nullptr) return witness(*judged.run).has_value();
  return evaluate(*expectation, {judged.summary}).outcome == Verdict::kOk;
}

std::optional<std::uint32_t> Wish::witness(const StrategyRun& run) const {
  const auto shows = [&](std::uint32_t o) {
    const Operation& operation = run.history.operations[o];
    if (!operation.is_write() || operation.bookkeeping) return false;
    if (const Fate* fate = std::get_if<Fate>(&kind_)) return run.ledger.operations[o] == *fate;
    if (!operation.acknowledged() || operation.version == kAbsent) return false;
    return run.ledger.versions[operation.version].flags.*std::get<Flag>(kind_);
  };
  if (std::holds_alternative<Expectation>(kind_)) return std::nullopt;
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    if (shows(o)) return o;
  }
  return std::nullopt;
}

std::string Wish::expectation(std::string_view strategy) const {
  const auto* expectation = std::get_if<Expectation>(&kind_);
  if (expectation && !is_count(text_)) return text_;
  return is_count(text_) ? fmt::format("{}.{} > 0", strategy, text_) : "";
}

std::string Wish::slug() const {
  const auto* expectation = std::get_if<Expectation>(&kind_);
  std::string slug = expectation ? expectation->metric : text_;
  std::replace(slug.begin(), slug.end(), '_', '-');
  return slug;
}

}  // namespace lastwrite
