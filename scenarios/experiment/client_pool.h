// All clients of a run. Threading: one loop.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "scenarios/engine/scenario.h"
#include "scenarios/experiment/client.h"

namespace lastwrite {

class ClientPool {
 public:
  /// All references must outlive this.
  ClientPool(const Scenario& scenario, TaskEnvironment& environment, const Clock& clock);

  void start();
  /// Begins no more tasks.
  void stop();

  /// Waits until every open task has ended. After `patience` it gives them their last call: each
  /// then ends within one attempt. Requires: stopped.
  void drain(Duration patience, std::function<void()> done);

 private:
  void add_client(const RegionName& region, std::uint32_t number,
                  std::vector<ScheduledTask> schedule);
  void check_drained();
  bool idle() const;

  const Scenario& scenario_;
  TaskEnvironment& environment_;
  const Clock& clock_;
  KeyChooser keys_;
  KeySpace key_space_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::function<void()> drained_;
  Lifetime lifetime_;
};

}  // namespace lastwrite
