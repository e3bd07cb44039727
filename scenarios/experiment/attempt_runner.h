// Runs one attempt of a task: the steps of the strategy, with every request in the trace.
//
//   AttemptRunner attempt(environment, plan, [](AttemptRunner::Ending ending) { … });
//   attempt.begin();
//
//   failed condition, throttled         kAgain: another attempt may help
//   no answer to a read or a lease      kAgain: doing them twice changes nothing
//   no answer to a *write*              kOver: it may have happened, and doing it again could do it
//                                       twice
//   other errors                        kOver
//
// Steps that end with a read and no write end with kOver: there was nothing to acknowledge.
// However it goes, a lease that was asked for is given back before the attempt ends, and so is the
// mutex. A last attempt ends with kOver in place of kAgain; it does not wait for a mutex.
//
// Threading: one loop. Calls `done` once for each begin(), never inside begin() or last_call(). May
// end while a request is open; may begin again from within `done`.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>

#include "scenarios/engine/lifetime.h"
#include "scenarios/experiment/task_plan.h"

namespace lastwrite {

class AttemptRunner {
 public:
  enum class Ending : std::uint8_t { kAcknowledged, kAgain, kOver };
  using Done = std::function<void(Ending)>;

  /// `plan` must outlive this; its attempt is the one that begin() runs.
  AttemptRunner(TaskEnvironment& environment, TaskPlan& plan, Done done);

  void begin();
  /// No attempt may follow: from now on failures are final and nothing waits for a mutex.
  void last_call();

  /// The counter that the last write carried; 0 where there is none.
  std::int64_t written_count() const { return written_count_; }

 private:
  void next_step();
  void enter_mutex();
  void on_turn();
  void give_up_mutex();
  void take_lease();
  void read();
  void think();
  void write();
  WriteRequest write_of(const Attempt& attempt, const GetItemOutput& held) const;
  void write_both();
  void on_both(const std::array<OperationId, 2>& operations,
               const Result<std::vector<WriteOutput>>& results);
  void on_write(OperationId operation, const Result<WriteOutput>& result);
  void release();
  void finish(Ending ending);
  void fail_step(OperationId operation, const Error& error, bool useful);

  std::span<const Step> steps() const;
  bool at_end() const;
  bool may_retry() const;
  void prepare_request();
  void send(const WriteRequest& request, Reply<WriteOutput> reply);
  InvokeRecord record_of(std::string_view kind, std::string key) const;
  std::string item_text(const Item& item) const;
  RegionClient& target();

  TaskEnvironment& environment_;
  TaskPlan& plan_;
  Done done_;
  bool last_call_ = false;
  std::size_t step_ = 0;
  GetItemOutput held_;
  OperationId waiting_ = OperationId::kNone;  // for the mutex
  std::optional<KeyMutexes::Place> mutex_;
  bool leased_ = false;
  Ending ending_ = Ending::kOver;
  std::int64_t written_count_ = 0;
  Lifetime lifetime_;
};

}  // namespace lastwrite
