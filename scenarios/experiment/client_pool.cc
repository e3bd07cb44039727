#include "scenarios/experiment/client_pool.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lastwrite {
namespace {

using Seat = std::pair<RegionName, std::uint32_t>;  // of one client

// What each client of a schedule does, in order of time.
std::map<Seat, std::vector<ScheduledTask>> seats_of(const WorkloadSpec& workload) {
  std::map<Seat, std::vector<ScheduledTask>> seats;
  for (const ScheduledTask& task : workload.schedule) {
    seats[{task.region, task.client}].push_back(task);
  }
  for (auto& [seat, tasks] : seats) {
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const ScheduledTask& a, const ScheduledTask& b) { return a.at < b.at; });
  }
  return seats;
}

}  // namespace

ClientPool::ClientPool(const Scenario& scenario, TaskEnvironment& environment, const Clock& clock)
    : scenario_(scenario),
      environment_(environment),
      clock_(clock),
      keys_(scenario.workload.keys),
      key_space_(scenario.table.key) {
  for (auto& [seat, tasks] : seats_of(scenario.workload)) {
    add_client(seat.first, seat.second, std::move(tasks));
  }
  if (!clients_.empty()) return;
  for (const RegionName& region : scenario.regions) {
    for (std::uint32_t i = 0; i < scenario.workload.clients_per_region; ++i) {
      add_client(region, i, {});
    }
  }
}

void ClientPool::add_client(const RegionName& region, std::uint32_t number,
                            std::vector<ScheduledTask> schedule) {
  ClientSetting setting{region,
                        fmt::format("{}/{}", region, number),
                        scenario_.table.name,
                        clock_,
                        keys_,
                        key_space_,
                        scenario_.regions,
                        std::move(schedule)};
  clients_.push_back(std::make_unique<Client>(std::move(setting), environment_,
                                              Random(scenario_.seed), [this] { check_drained(); }));
}

void ClientPool::start() {
  for (const auto& client : clients_) client->start();
}

void ClientPool::stop() {
  for (const auto& client : clients_) client->stop();
}

void ClientPool::drain(Duration patience, std::function<void()> done) {
  drained_ = std::move(done);
  environment_.scheduler.call_after(patience, lifetime_.guard([this] {
    if (!drained_) return;
    for (const auto& client : clients_) client->last_call();
  }));
  environment_.scheduler.post(lifetime_.guard([this] { check_drained(); }));
}

void ClientPool::check_drained() {
  if (drained_ && idle()) std::exchange(drained_, nullptr)();
}

bool ClientPool::idle() const {
  return std::all_of(clients_.begin(), clients_.end(),
                     [](const auto& client) { return client->idle(); });
}

}  // namespace lastwrite
