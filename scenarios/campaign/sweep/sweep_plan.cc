#include "scenarios/campaign/sweep/sweep_plan.h"

#include <algorithm>

#include "analysis/report/metric.h"
#include "scenarios/engine/resolved_yaml.h"

namespace lastwrite {
namespace {

// FNV-1a (Fowler, Noll, Vo), 64 bits; a text's end counts too.
class Hash {
 public:
  void mix(std::string_view text) {
    for (const char c : text) take(static_cast<unsigned char>(c));
    take(0);
  }
  std::string text() const { return fmt::format("{:016x}", value_); }

 private:
  void take(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3; }

  std::uint64_t value_ = 0xcbf29ce484222325;
};

Result<void> check_request(const SweepRequest& request) {
  if (request.seeds < 1 || request.seeds > kSweepSeedsMax) {
    return fail(ErrorCode::kUsage, "--seeds must be 1 to {}", kSweepSeedsMax);
  }
  for (const std::string& metric : request.metrics) {
    if (find_metric(metric) == nullptr) {
      const std::string near = nearest_metric(metric);
      return fail(ErrorCode::kUsage, "--metric: there is no metric '{}'{}", metric,
                  near.empty() ? "" : fmt::format(" (did you mean '{}'?)", near));
    }
    if (std::count(request.metrics.begin(), request.metrics.end(), metric) > 1) {
      return fail(ErrorCode::kUsage, "--metric: '{}' stands there twice", metric);
    }
  }
  return {};
}

Result<void> add_axis(SweepHeader& header, Axis axis) {
  for (const Axis& other : header.axes) {
    if (other.path == axis.path) {
      return fail(ErrorCode::kUsage, "--set {}: it is an axis already; give all its values at once",
                  axis.path);
    }
  }
  if (axis.path == "seed" || axis.path == "strategies") {
    return fail(ErrorCode::kUsage, "--set {}: that is no axis; use {}", axis.path,
                axis.path == "seed" ? "--seeds 10" : "--strategy a,b");
  }
  header.axes.push_back(std::move(axis));
  if (header.combinations() > kSweepCellsMax) {
    return fail(ErrorCode::kUsage, "the axes have more than {} combinations", kSweepCellsMax);
  }
  return {};
}

Result<SweepHeader> read_sets(const SweepRequest& request) {
  SweepHeader header;
  for (const std::string& set : request.sets) {
    Result<Axis> axis = parse_axis(set);
    if (!axis) return propagate(axis);
    if (!axis->varies()) {
      header.sets.push_back(set);
    } else if (const auto added = add_axis(header, *std::move(axis)); !added) {
      return propagate(added);
    }
  }
  return header;
}

std::vector<std::string> sets_of(const SweepHeader& header, std::size_t combination) {
  std::vector<std::string> sets = header.sets;
  const std::vector<std::string> values = header.values(combination);
  for (std::size_t a = 0; a < values.size(); ++a) {
    sets.push_back(header.axes[a].path + "=" + values[a]);
  }
  return sets;
}

std::vector<std::string> names_of(const std::vector<StrategySpec>& strategies) {
  std::vector<std::string> names;
  names.reserve(strategies.size());
  for (const StrategySpec& one : strategies) names.emplace_back(strategy_name(one.kind));
  return names;
}

std::vector<std::string> resolved_texts(const SweepPlan& plan) {
  std::vector<std::string> texts;
  for (const auto& scenario : plan.scenarios) texts.push_back(resolved_yaml(*scenario));
  return texts;
}

// A setting that another overrides: its cells would be compared in vain.
Result<void> check_effects(const SweepHeader& header, const std::vector<std::string>& texts) {
  std::size_t stride = texts.size();  // from one value of the axis to the next
  for (const Axis& axis : header.axes) {
    const std::size_t block = stride;
    stride /= axis.values.size();
    bool differs = false;
    for (std::size_t i = 0; i < texts.size() && !differs; ++i) {
      differs = i % block >= stride && texts[i] != texts[i - stride];
    }
    if (differs) continue;
    return fail(ErrorCode::kUsage,
                "--set {}: its values change nothing: '{}' and '{}' give the same scenario",
                axis.path, axis.values[0], axis.values[1]);
  }
  return {};
}

std::string id_of(const SweepHeader& header, const std::vector<std::string>& texts) {
  Hash hash;
  hash.mix(LASTWRITE_VERSION);
  hash.mix(header_json(header));
  for (const std::string& text : texts) hash.mix(text);
  return hash.text();
}

void describe(SweepHeader& header, const SweepRequest& request, const Scenario& scenario) {
  header.version = LASTWRITE_VERSION;
  header.scenario = scenario.name;
  header.question = scenario.question;
  header.strategies = names_of(scenario.strategies);
  header.first_seed = scenario.seed;
  header.seeds = request.seeds;
  header.metrics = request.metrics.empty() ? default_sweep_metrics() : request.metrics;
}

}  // namespace

const std::vector<std::string>& default_sweep_metrics() {
  static const std::vector<std::string> kMetrics = {
      "lost_update_rate", "lost_concurrent_rate", "converged", "acknowledged", "condition_failures",
      "replication_p50",  "replication_p99",      "write_p50", "write_p99"};
  return kMetrics;
}

Result<SweepPlan> plan_sweep(const SweepRequest& request, const SettingsLoader& load) {
  if (const auto checked = check_request(request); !checked) return propagate(checked);
  Result<SweepHeader> header = read_sets(request);
  if (!header) return propagate(header);
  SweepPlan plan{*std::move(header), {}};
  const std::size_t combinations = plan.header.combinations();
  for (std::size_t i = 0; i < combinations; ++i) {
    Result<Scenario> scenario = load(sets_of(plan.header, i));
    if (!scenario) return propagate(scenario);
    plan.scenarios.push_back(std::make_shared<const Scenario>(*std::move(scenario)));
  }
  describe(plan.header, request, *plan.scenarios.front());
  if (plan.header.first_seed > UINT64_MAX - request.seeds) {
    return fail(ErrorCode::kUsage, "no {} seeds follow seed {}", request.seeds,
                plan.header.first_seed);
  }
  if (plan.header.cells() > kSweepCellsMax) {
    return fail(ErrorCode::kUsage, "a sweep has at most {} cells; this one has {}", kSweepCellsMax,
                plan.header.cells());
  }
  const std::vector<std::string> texts = resolved_texts(plan);
  if (const auto checked = check_effects(plan.header, texts); !checked) return propagate(checked);
  plan.header.id = id_of(plan.header, texts);
  return plan;
}

}  // namespace lastwrite
