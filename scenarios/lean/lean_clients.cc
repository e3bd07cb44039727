#include "scenarios/lean/lean_clients.h"

#include <fmt/format.h>

namespace lastwrite {

LeanClients::LeanClients(const Scenario& scenario)
    : workload_(scenario.workload),
      regions_(scenario.regions.size()),
      open_loop_(workload_.arrivals.kind != ArrivalSpec::Kind::kClosed),
      chooser_(workload_.keys) {
  const Random root(scenario.seed);
  for (std::uint32_t region = 0; region < regions_; ++region) {
    for (std::uint32_t i = 0; i < workload_.clients_per_region; ++i) {
      const std::string name = fmt::format("{}/{}", scenario.regions[region], i);
      clients_.push_back({region,
                          name,
                          std::nullopt,
                          root.fork("keys/" + name),
                          root.fork("pause/" + name),
                          root.fork("tasks/" + name),
                          root.fork("reads/" + name),
                          root.fork("roam/" + name),
                          0,
                          0,
                          {}});
      if (!open_loop_) continue;
      clients_.back().arrivals.emplace(workload_.arrivals, root.fork("arrivals/" + name));
    }
  }
}

std::int64_t LeanClients::next_start(std::uint32_t client, std::int64_t now) {
  Client& own = clients_[client];
  if (own.arrivals) {
    own.next += own.arrivals->next_gap().count();
  } else {
    own.next = now + workload_.arrivals.pause.sample(own.pause).count();
  }
  return own.next;
}

LeanDraw LeanClients::draw(std::uint32_t client) {
  Client& own = clients_[client];
  LeanDraw draw;
  draw.key = static_cast<std::uint32_t>(chooser_.next(own.keys));
  draw.number = ++own.begun;
  if (workload_.sessions == SessionKind::kRoaming) {
    draw.roams_to = static_cast<std::uint32_t>(own.roam.below(regions_));
  }
  if (own.free_sessions.empty()) {
    draw.session = ++last_session_;
  } else {
    draw.session = own.free_sessions.back();
    own.free_sessions.pop_back();
  }
  draw.plain_read = own.reads.chance_ppm(workload_.reads_ppm);
  return draw;
}

Random LeanClients::task_stream(std::uint32_t client, std::uint64_t number) const {
  const Client& own = clients_[client];
  return own.tasks.fork(fmt::format("{}#{}", own.name, number));
}

Random LeanClients::think_stream(std::uint32_t client, std::uint64_t number) const {
  return task_stream(client, number).fork("think");
}

Random LeanClients::backoff_stream(std::uint32_t client, std::uint64_t number) const {
  return task_stream(client, number).fork("backoff");
}

}  // namespace lastwrite
