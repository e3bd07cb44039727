#include "scenarios/campaign/shrink_edits.h"

#include <algorithm>
#include <map>
#include <set>

namespace lastwrite {
namespace {

// To two digits, in whole microseconds at least: 33.87ms becomes 34ms.
Duration rounded(Duration value) {
  Duration unit = 1us;
  while (value / unit >= 100) unit *= 10;
  return (value + unit / 2) / unit * unit;
}

// The median of a sample that is the same at every call.
Distribution constant_of(const Distribution& distribution) {
  if (distribution.is_constant()) return Distribution::fixed(rounded(distribution.minimum()));
  constexpr std::size_t kDraws = 999;
  Random random(1);
  std::vector<Duration> draws;
  for (std::size_t i = 0; i < kDraws; ++i) draws.push_back(distribution.sample(random));
  std::nth_element(draws.begin(), draws.begin() + kDraws / 2, draws.end());
  return Distribution::fixed(rounded(draws[kDraws / 2]));
}

using LinkEdit = void (*)(LinkSpec&);

void without_troubles(LinkSpec& link) {
  const LinkSpec fresh;
  link.loss_ppm = fresh.loss_ppm;
  link.retransmit = fresh.retransmit;
  link.duplicate_ppm = fresh.duplicate_ppm;
  link.reorder_ppm = fresh.reorder_ppm;
  link.bytes_per_second = fresh.bytes_per_second;
}

void without_spread(LinkSpec& link) {
  link.jitter = Duration(0);
  link.latency = constant_of(link.latency);
  link.pipeline = constant_of(link.pipeline);
}

void without_pipeline(LinkSpec& link) {
  link.pipeline = Distribution();
}

constexpr LinkEdit kLinkEdits[] = {without_troubles, without_spread, without_pipeline};

bool names(const Scenario& scenario, const RegionName& region) {
  for (const ScheduledTask& task : scenario.workload.schedule) {
    if (task.region == region || task.to == region) return true;
  }
  for (const StrategySpec& strategy : scenario.strategies) {
    if (strategy.home == region) return true;
  }
  return false;
}

void leave_out(PartitionFault& fault, const RegionName& region) {
  for (auto& group : fault.groups) std::erase(group, region);
  std::erase_if(fault.groups, [](const auto& group) { return group.empty(); });
}

// False: the fault is of that region, or nothing is left of it.
bool outlives(FaultSpec& fault, const RegionName& region) {
  PartitionFault* partition = std::get_if<PartitionFault>(&fault.kind);
  if (auto* flap = std::get_if<FlapFault>(&fault.kind)) {
    partition = std::get_if<PartitionFault>(&flap->cut);
  }
  if (partition != nullptr) {
    leave_out(*partition, region);
    return partition->uniform || partition->groups.size() > 1;
  }
  const std::vector<RegionName> named = regions_of(fault);
  return std::find(named.begin(), named.end(), region) == named.end();
}

void remove_region(Scenario& scenario, const RegionName& region) {
  if (scenario.regions.size() == 1 || names(scenario, region)) return;
  std::vector<FaultSpec> faults = scenario.faults;
  std::erase_if(faults, [&](FaultSpec& fault) { return !outlives(fault, region); });
  const bool none_fell = faults.size() == scenario.faults.size();
  const bool uniform = std::any_of(faults.begin(), faults.end(), [](const FaultSpec& fault) {
    const auto* partition = std::get_if<PartitionFault>(&fault.kind);
    return partition && partition->uniform;
  });
  if (!none_fell || (uniform && scenario.regions.size() == 2)) return;
  scenario.faults = std::move(faults);
  std::erase(scenario.regions, region);
  scenario.clocks.erase(region);
  std::erase_if(scenario.links, [&](const auto& link) {
    return link.first.first == region || link.first.second == region;
  });
}

// Keys 1, 2 … in the order of their first tasks.
void number_keys(Scenario& scenario) {
  std::map<std::uint64_t, std::uint64_t> numbers;
  const auto number = [&](std::uint64_t& key) {
    key = numbers.emplace(key, numbers.size() + 1).first->second;
  };
  for (ScheduledTask& task : scenario.workload.schedule) {
    number(task.key);
    if (task.also) number(*task.also);
  }
}

void no_transactions(Scenario& scenario) {
  for (ScheduledTask& task : scenario.workload.schedule) task.also.reset();
}

void nothing_expires(Scenario& scenario) {
  scenario.workload.time_to_live = Duration(0);
  scenario.ttl_sweep = kTtlSweepUsual;
}

void think_alike(Scenario& scenario) {
  for (ScheduledTask& task : scenario.workload.schedule) task.think.reset();
}

void one_client(Scenario& scenario) {
  for (ScheduledTask& task : scenario.workload.schedule) task.client = 0;
}

// Clients 0, 1 … of each region.
void number_clients(Scenario& scenario) {
  std::map<RegionName, std::map<std::uint32_t, std::uint32_t>> numbers;
  for (ScheduledTask& task : scenario.workload.schedule) {
    auto& known = numbers[task.region];
    task.client =
        known.emplace(task.client, static_cast<std::uint32_t>(known.size())).first->second;
  }
}

void no_roaming(Scenario& scenario) {
  for (ScheduledTask& task : scenario.workload.schedule) task.to.reset();
}

}  // namespace

std::vector<ScenarioEdit> simpler_links(const Scenario& scenario) {
  std::vector<ScenarioEdit> edits;
  for (const LinkEdit edit : kLinkEdits) {
    edits.emplace_back([edit](Scenario& s) {
      for (auto& [ends, link] : s.links) edit(link);
    });
  }
  for (const LinkEdit edit : kLinkEdits) {
    for (const auto& [ends, link] : scenario.links) {
      edits.emplace_back([edit, ends = ends](Scenario& s) { edit(s.links.at(ends)); });
    }
  }
  return edits;
}

std::vector<ScenarioEdit> simpler_clocks(const Scenario& scenario) {
  std::vector<ScenarioEdit> edits;
  for (const auto& [region, skew] : scenario.clocks) {
    edits.emplace_back([region = region](Scenario& s) { s.clocks[region] = {}; });
    edits.emplace_back(
        [region = region](Scenario& s) { s.clocks[region] = {.offset = s.clocks[region].offset}; });
    edits.emplace_back([region = region](Scenario& s) { s.clocks[region].noise_sd = Duration(0); });
    edits.emplace_back([region = region](Scenario& s) { s.clocks[region].periodic = {}; });
    edits.emplace_back([region = region](Scenario& s) { s.clocks[region].drift_ppm = 0; });
  }
  return edits;
}

std::vector<ScenarioEdit> fewer_regions(const Scenario& scenario) {
  std::vector<ScenarioEdit> edits;
  for (const RegionName& region : scenario.regions) {
    edits.emplace_back([region](Scenario& s) { remove_region(s, region); });
  }
  return edits;
}

std::vector<ScenarioEdit> simpler_options(const Scenario& scenario) {
  const Distribution think = constant_of(scenario.workload.think_time);
  return {[](Scenario& s) { s.retry = {.attempts = 1}; },
          [](Scenario& s) { s.retry = {.attempts = std::min<std::uint32_t>(2, s.retry.attempts)}; },
          [](Scenario& s) { s.workload.value_size = 0; },
          [](Scenario& s) { s.coalesce = false; },
          nothing_expires,
          [](Scenario& s) { s.durability = DurabilityLevel::kProcess; },
          [](Scenario& s) { s.table.key.sort.reset(); },
          think_alike,
          no_transactions,
          [think](Scenario& s) { s.workload.think_time = think; },
          [](Scenario& s) { s.workload.think_time = Distribution(); },
          no_roaming,
          one_client,
          number_clients,
          number_keys};
}

}  // namespace lastwrite
