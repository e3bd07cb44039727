#include "region/node/index_builder.h"

#include "region/engine/index_fill.h"

namespace lastwrite {
namespace {

constexpr Duration kPauseAfterFailure = 1s;

}  // namespace

IndexBuilder::IndexBuilder(Scheduler& scheduler, Engine& engine, GroupCommit& commits)
    : scheduler_(scheduler), engine_(engine), commits_(commits) {}

IndexBuilder::~IndexBuilder() {
  scheduler_.cancel(timer_);
}

void IndexBuilder::begin_step() {
  busy_ = true;
  commits_.submit<std::optional<Position>>(
      [this] { return step(); },
      [this](Result<std::optional<Position>> next) { end_step(std::move(next)); });
}

// The position moves only once the step is durable: of a turn that was rolled back nothing is left.
void IndexBuilder::end_step(Result<std::optional<Position>> next) {
  if (!next) {
    timer_ = scheduler_.call_after(kPauseAfterFailure, [this] {
      timer_ = TimerId::kNone;
      busy_ = false;
      wake();
    });
    return;
  }
  position_ = *std::move(next);
  busy_ = false;
  wake();
}

Result<std::optional<IndexBuilder::Position>> IndexBuilder::step() {
  for (const TableName& name : engine_.catalog().names()) {
    const auto table = engine_.catalog().find(name);
    if (!table) continue;
    for (const IndexDescription& index : (*table)->indexes) {
      if (index.status == TableStatus::kCreating) return fill(name, std::string(index.name));
      if (index.status != TableStatus::kDeleting) continue;
      const auto more = drop_index_step(engine_, name, std::string(index.name));
      if (!more) return propagate(more);
      return std::optional<Position>();
    }
  }
  return std::optional<Position>();
}

Result<std::optional<IndexBuilder::Position>> IndexBuilder::fill(const TableName& table,
                                                                 const std::string& index) {
  std::optional<ItemKey> after;
  if (position_ && position_->table == table && position_->index == index) after = position_->after;
  auto next = fill_index_step(engine_, table, index, after);
  if (!next) return propagate(next);
  if (!*next) return std::optional<Position>();
  return std::optional<Position>({table, index, **std::move(next)});
}

}  // namespace lastwrite
