// The clients' side of a lean run and its loop: tasks, attempts and phases, as
// scenarios/experiment has them. Use simulate_lean.h. Threading: one owner.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "scenarios/lean/lean_clients.h"
#include "scenarios/lean/lean_faults.h"
#include "scenarios/lean/lean_network.h"
#include "scenarios/lean/lean_regions.h"
#include "scenarios/lean/simulate_lean.h"

namespace lastwrite {

class LeanRun {
 public:
  /// All must outlive this. Requires: can_run_lean().
  LeanRun(const Scenario& scenario, const StrategySpec& strategy, const LeanOptions& options);

  Result<LeanOutcome> run() &&;

 private:
  /// The request of a task that is under way.
  struct Request {
    std::uint64_t timeout_order = 0;  // LeanQueue::reserve()
    VersionId doubt = kNoVersion;     // what it wrote, until its client hears of it
    bool reached = false;             // its region
    bool failed = false;              // its condition did not hold
    bool stillborn = false;
    bool times_out = false;   // that is certain, and scheduled
    bool lost = false;        // nothing is under way any more
    bool abandoned = false;   // its client waits no longer; nobody else has this place
    bool keeps_past = false;  // LeanRun::past_
  };
  struct Task {
    std::uint32_t client = 0;
    std::uint32_t key = 0;
    std::uint32_t session = 0;
    std::uint32_t target = 0;
    std::uint32_t attempt = 1;
    VersionId base = kNoVersion;  // pinned
    std::int64_t intended = 0;
    std::int64_t sent = 0;
    std::uint64_t id = 0;      // among all tasks
    std::uint64_t number = 0;  // among its client's
    std::uint64_t operation = 0;
    std::int64_t own_last = 0;  // what its client had last written to its key when it began
    bool plain_read = false;
    bool reading = false;  // the request under way
    bool measured = false;
    bool waits = false;  // for its next attempt
    Request request;
  };
  /// Drawn from only where pauses vary.
  struct Pauses {
    std::optional<Random> think;
    std::optional<Random> backoff;
  };

  std::int64_t next_due();
  std::int64_t cross_boundaries();
  void start();
  void handle(const LeanEvent& event);
  void begin(std::uint32_t client);
  void start_attempt(std::uint32_t task);
  void send(std::uint32_t task);
  void travelled(std::uint32_t task);
  void at_region(std::uint32_t task);
  void read_at_region(Task& task);
  void write_at_region(std::uint32_t task);
  void accept(std::uint32_t task, VersionId held);
  bool is_drained() const { return phase_ >= 2 && open_tasks_ == 0; }
  bool still_awaited() const;
  LeanWrite request_of(const Task& task, VersionId held);
  bool condition_holds(const Task& task, VersionId held) const;
  void reply(std::uint32_t task);
  void come_back(std::uint32_t task);
  void lose(std::uint32_t task);
  void forget(std::uint32_t task);
  void expect_timeout(std::uint32_t task);
  void timed_out(std::uint32_t task);
  void count_unanswered(const Task& task);
  void never_heard(Task& task);
  std::uint32_t take_place();
  std::uint32_t leave_behind(std::uint32_t task);
  bool may_retry(const Task& task) const;
  void answered(std::uint32_t task);
  void think(std::uint32_t task);
  void write_answered(std::uint32_t task);
  void try_later(std::uint32_t task);
  void retry(std::uint32_t task);
  void last_call();
  void end(std::uint32_t task);
  void drop_base(Task& task);
  std::uint32_t target_of(std::uint32_t client, const LeanDraw& draw) const;
  LeanNetwork::Way way_of(const Task& task) const {
    return {clients_.region(task.client), task.target};
  }
  void prepare_homes();
  void enter_phases(std::int64_t due);
  std::int64_t& own_last(const Task& task) {
    return own_last_[task.client * scenario_.workload.keys.count + task.key];
  }

  const Scenario& scenario_;
  const StrategySpec& strategy_;
  const LeanOptions& options_;
  const bool reads_;
  const bool increments_;
  const std::int64_t measure_begin_;
  const std::int64_t stop_;
  LeanQueue queue_;
  OnlineLedger ledger_;
  LeanClients clients_;
  LeanRegions regions_;
  LeanNetwork network_;
  LeanFaults faults_;
  LeanOutcome out_;
  std::vector<Task> tasks_;
  std::vector<Pauses> pauses_;  // by task
  std::vector<std::uint32_t> free_tasks_;
  std::vector<std::uint32_t> homes_;    // home-region: by key
  std::vector<std::int64_t> own_last_;  // blind-put: by client, key
  std::uint64_t last_operation_ = 0;
  std::uint64_t last_task_ = 0;
  std::uint64_t open_tasks_ = 0;
  std::int64_t drained_at_ = 0;               // when the last task ended
  std::map<std::uint32_t, PastClient> past_;  // by place: of writes that were given up on their way
  int phase_ = 0;                             // 0 warm-up, 1 measure, 2 heal, 3 after the last call
  std::optional<Error> trouble_;
};

}  // namespace lastwrite
