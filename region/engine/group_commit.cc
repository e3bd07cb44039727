#include "region/engine/group_commit.h"

#include <algorithm>
#include <utility>

#include "region/base/check.h"

namespace lastwrite {
namespace {

// Bounds the time for which one turn keeps others waiting.
constexpr std::size_t kJobsPerTurn = 512;

}  // namespace

GroupCommit::GroupCommit(Scheduler& scheduler, Engine& engine, absl::AnyInvocable<void()> on_commit)
    : scheduler_(scheduler), engine_(engine), on_commit_(std::move(on_commit)) {}

GroupCommit::~GroupCommit() {
  *alive_ = false;
}

void GroupCommit::enqueue(std::unique_ptr<Job> job) {
  queue_.push_back(std::move(job));
  schedule_turn();
}

void GroupCommit::schedule_turn() {
  if (turn_scheduled_ || queue_.empty()) return;
  turn_scheduled_ = true;
  scheduler_.post([this, alive = alive_] {
    if (*alive) run_turn();
  });
}

void GroupCommit::run_turn() {
  Jobs jobs;
  const std::size_t count = std::min(queue_.size(), kJobsPerTurn);
  jobs.reserve(count);
  std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count),
            std::back_inserter(jobs));
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));

  if (const auto committed = run_and_commit(jobs); !committed) {
    engine_.store().rollback();
    const auto reloaded = engine_.reload();
    LW_CHECK(reloaded, "the store cannot be read after a rollback: {}", reloaded.error().message);
    for (const auto& job : jobs) job->fail_with({ErrorCode::kInternal, committed.error().message});
  }
  committed_ = std::move(jobs);
  if (commit_delay_.count() <= 0) return finish_turn();
  scheduler_.call_after(commit_delay_, [this, alive = alive_] {
    if (*alive) finish_turn();
  });
}

Result<void> GroupCommit::run_and_commit(const Jobs& jobs) {
  for (const auto& job : jobs) {
    if (!job->run()) return fail(ErrorCode::kInternal, "Internal server error: the store failed");
  }
  engine_.observer().flush();  // before the commit: no acknowledged write may lack its trace
  return engine_.store().commit();
}

void GroupCommit::finish_turn() {
  turn_scheduled_ = false;
  const Jobs jobs = std::exchange(committed_, {});
  on_commit_();
  for (const auto& job : jobs) job->reply();
  schedule_turn();
}

}  // namespace lastwrite
