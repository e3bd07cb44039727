#include "region/node/table_worker.h"

#include "region/engine/delete_table.h"

namespace lastwrite {
namespace {

constexpr Duration kWorkPace = 2ms;  // lets others run between two steps
constexpr Duration kPauseAfterWorkFailed = 1s;
constexpr std::size_t kItemsStep = 200;  // items a step: bounds its turn's length

}  // namespace

TableWorker::TableWorker(Scheduler& scheduler, Engine& engine, GroupCommit& commits,
                         Replicator& replicator)
    : scheduler_(scheduler), engine_(engine), commits_(commits), replicator_(replicator) {}

TableWorker::~TableWorker() {
  scheduler_.cancel(timer_);
}

void TableWorker::start() {
  started_ = true;
  on_commit();
}

void TableWorker::on_commit() {
  if (!started_ || !engine_.take_table_work()) return;
  replicator_.on_wanted();
  for (const TableName& name : engine_.catalog().names()) {
    const auto table = engine_.catalog().find(name);
    if (table && (*table)->status == TableStatus::kDeleting) return schedule(kWorkPace);
  }
}

void TableWorker::schedule(Duration pause) {
  if (timer_ != TimerId::kNone) return;
  timer_ = scheduler_.call_after(pause, [this] {
    timer_ = TimerId::kNone;
    work();
  });
}

void TableWorker::work() {
  commits_.submit<bool>([this] { return step(); },
                        [this](const Result<bool>& more) {
                          if (!more) return schedule(kPauseAfterWorkFailed);
                          if (*more) schedule(kWorkPace);
                        });
}

// True when there is more to do.
Result<bool> TableWorker::step() {
  for (const TableName& name : engine_.catalog().names()) {
    const auto table = engine_.catalog().find(name);
    if (!table || (*table)->status != TableStatus::kDeleting) continue;
    const auto more = delete_table_step(engine_, name, kItemsStep);
    if (!more) return more;
    return true;
  }
  return false;
}

}  // namespace lastwrite
