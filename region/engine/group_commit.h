// Runs operations in turns: all that arrived since the last turn share one transaction, and their
// replies leave only after its commit.
//
//   commits.submit<WriteOutput>([=, &engine] { return put_item(engine, input); },
//                               [](Result<WriteOutput> result) { … });
//
// Invariants:
//   1. A reply of success leaves after the commit that holds its effect.
//   2. If the commit fails, or an operation fails indefinitely, the turn is rolled back and every
//   reply of
//      the turn is kInternal: the client may not conclude that nothing happened.
//   3. Operations run, and replies leave, in the order of submission.
// The commit delay (a fault: a slow disk) holds replies and later turns back, as a slow fsync
// would. Threading: the region's loop.
#pragma once

#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "region/base/scheduler.h"
#include "region/engine/engine.h"

namespace lastwrite {

class GroupCommit {
 public:
  /// `on_commit` runs after every commit that may have grown the log, before the replies.
  GroupCommit(Scheduler& scheduler, Engine& engine, absl::AnyInvocable<void()> on_commit);
  ~GroupCommit();

  /// Queues `operation`; `reply` gets its result once it is durable. Requires: T is movable.
  template <typename T>
  void submit(absl::AnyInvocable<Result<T>()> operation,
              absl::AnyInvocable<void(Result<T>)> reply) {
    enqueue(std::make_unique<TypedJob<T>>(std::move(operation), std::move(reply)));
  }

  void set_commit_delay(Duration delay) { commit_delay_ = delay; }

 private:
  class Job {
   public:
    virtual ~Job() = default;
    /// Runs the operation. False when its failure condemns the turn.
    virtual bool run() = 0;
    virtual void reply() = 0;
    virtual void fail_with(const Error& error) = 0;
  };

  template <typename T>
  class TypedJob final : public Job {
   public:
    TypedJob(absl::AnyInvocable<Result<T>()> operation, absl::AnyInvocable<void(Result<T>)> reply)
        : operation_(std::move(operation)), reply_(std::move(reply)) {}
    bool run() override {
      result_ = operation_();
      return result_.has_value() || traits(result_.error().code).definite;
    }
    void reply() override { reply_(std::move(result_)); }
    void fail_with(const Error& error) override { result_ = Failure(error); }

   private:
    absl::AnyInvocable<Result<T>()> operation_;
    absl::AnyInvocable<void(Result<T>)> reply_;
    Result<T> result_ = fail(ErrorCode::kInternal, "not run");
  };

  using Jobs = std::vector<std::unique_ptr<Job>>;

  void enqueue(std::unique_ptr<Job> job);
  void schedule_turn();
  void run_turn();
  Result<void> run_and_commit(const Jobs& jobs);
  void finish_turn();

  Scheduler& scheduler_;
  Engine& engine_;
  absl::AnyInvocable<void()> on_commit_;
  std::deque<std::unique_ptr<Job>> queue_;
  Jobs committed_;  // not replied to yet; they end with this, whatever timer they wait for
  Duration commit_delay_{0};
  bool turn_scheduled_ = false;
  std::shared_ptr<bool> alive_ =
      std::make_shared<bool>(true);  // tasks that outlive this do nothing
};

}  // namespace lastwrite
