// One client of the workload: begins tasks by its arrival rule or as its schedule says, until told
// to stop.
//
// Open loop: a task begins at its intended time whether or not earlier ones have ended. A session
// is a strand of tasks of one client of which each began after the one before it had ended; tasks
// that overlap are in different sessions. Random streams are forked by the client's name
// ("eu-west-1/0"), so that the strategy changes neither the arrivals nor the keys. Threading: one
// loop.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "region/base/clock.h"
#include "scenarios/experiment/task_runner.h"
#include "scenarios/workload/arrivals.h"
#include "scenarios/workload/key_chooser.h"
#include "scenarios/workload/key_space.h"

namespace lastwrite {

/// Where a client belongs and what it shares with the others.
struct ClientSetting {
  RegionName region;
  std::string name;  // "eu-west-1/0"
  TableName table;
  const Clock& clock;
  const KeyChooser& keys;
  const KeySpace& key_space;
  const std::vector<RegionName>& regions;    // that a roaming client goes to
  std::vector<ScheduledTask> schedule = {};  // in order of time; empty: arrivals and keys are drawn
};

class Client {
 public:
  /// `on_idle` is called whenever the last open task has ended.
  Client(ClientSetting setting, TaskEnvironment& environment, const Random& root,
         std::function<void()> on_idle);
  ~Client();

  void start();
  /// Begins no more tasks; those that are open go on.
  void stop();
  /// TaskRunner::last_call() for the open tasks.
  void last_call();
  bool idle() const { return open_.empty(); }

 private:
  void schedule_next();
  void draw_next();
  void begin_task(TrueTime intended, const ScheduledTask& what);
  ScheduledTask draw_task();
  Attempt first_attempt(const ScheduledTask& what);
  bool scheduled() const { return !setting_.schedule.empty(); }
  void end_task(std::uint64_t task, bool acknowledged);
  std::uint32_t take_session();

  struct OpenTask;
  ClientSetting setting_;
  TaskEnvironment& environment_;
  std::optional<Arrivals> arrivals_;  // nullopt: closed loop
  Random keys_random_;
  Random pause_random_;
  Random task_random_;  // forked for each task
  Random reads_random_;
  Random deletes_random_;
  Random transactions_random_;
  Random roam_random_;
  std::function<void()> on_idle_;
  TrueTime next_;
  TrueTime started_;
  std::size_t next_scheduled_ = 0;
  bool stopped_ = false;
  std::uint64_t tasks_begun_ = 0;
  std::map<std::uint64_t, std::unique_ptr<OpenTask>> open_;
  std::vector<std::uint32_t> free_sessions_;
  std::map<std::string, std::int64_t> own_last_;  // by key text
  Lifetime lifetime_;
};

}  // namespace lastwrite
