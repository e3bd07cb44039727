// The clients of a lean run: when each begins its tasks, with which key, in which session. The same
// random streams, by the same names, as scenarios/experiment/client.h.
//
//   LeanClients clients(scenario);
//   std::int64_t first = clients.next_start(client, now);
//   LeanDraw draw = clients.draw(client);         // a task begins
//   clients.end(client, draw.session);
//
// Threading: one owner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "region/base/random.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/workload/arrivals.h"
#include "scenarios/workload/key_chooser.h"

namespace lastwrite {

/// What is drawn for a task when it begins.
struct LeanDraw {
  std::uint32_t key = 0;
  std::uint32_t session = 0;
  std::uint32_t roams_to = 0;  // a region's index in the scenario; roaming sessions only
  std::uint64_t number = 0;    // among its client's tasks, from 1
  bool plain_read = false;
};

class LeanClients {
 public:
  /// `scenario` must outlive this. All clients start at time 0.
  explicit LeanClients(const Scenario& scenario);

  std::uint32_t count() const { return static_cast<std::uint32_t>(clients_.size()); }
  std::uint32_t region(std::uint32_t client) const { return clients_[client].region; }
  bool open_loop() const { return open_loop_; }

  /// When the client's next task is meant to start.
  std::int64_t next_start(std::uint32_t client, std::int64_t now);
  LeanDraw draw(std::uint32_t client);
  void end(std::uint32_t client, std::uint32_t session) {
    clients_[client].free_sessions.push_back(session);
  }

  /// The streams of one task, from which its pauses are drawn.
  Random think_stream(std::uint32_t client, std::uint64_t number) const;
  Random backoff_stream(std::uint32_t client, std::uint64_t number) const;

 private:
  struct Client {
    std::uint32_t region;
    std::string name;
    std::optional<Arrivals> arrivals;
    Random keys;
    Random pause;
    Random tasks;
    Random reads;
    Random roam;
    std::int64_t next = 0;
    std::uint64_t begun = 0;
    std::vector<std::uint32_t> free_sessions;
  };

  Random task_stream(std::uint32_t client, std::uint64_t number) const;

  const WorkloadSpec& workload_;
  std::uint64_t regions_;
  bool open_loop_;
  KeyChooser chooser_;
  std::vector<Client> clients_;
  std::uint32_t last_session_ = 0;
};

}  // namespace lastwrite
