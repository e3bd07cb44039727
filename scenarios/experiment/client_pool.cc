#include "scenarios/experiment/client_pool.h"

#include <algorithm>
#include <utility>

namespace lastwrite {

ClientPool::ClientPool(const Scenario& scenario, TaskEnvironment& environment, const Clock& clock)
    : environment_(environment), keys_(scenario.workload.keys), key_space_(scenario.table.key) {
  const Random root(scenario.seed);
  for (const RegionName& region : scenario.regions) {
    for (std::uint32_t i = 0; i < scenario.workload.clients_per_region; ++i) {
      ClientSetting setting{region,
                            fmt::format("{}/{}", region, i),
                            scenario.table.name,
                            clock,
                            keys_,
                            key_space_,
                            scenario.regions};
      clients_.push_back(std::make_unique<Client>(std::move(setting), environment, root,
                                                  [this] { check_drained(); }));
    }
  }
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
