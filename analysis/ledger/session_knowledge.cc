#include "analysis/ledger/session_knowledge.h"

#include <algorithm>
#include <map>

namespace lastwrite {

SessionKnowledge::SessionKnowledge(const History& history, std::size_t entries_max)
    : history_(history) {
  number_sessions();
  transitive_ = writes_ * sessions_ <= entries_max;
  if (transitive_) {
    replay();
  } else {
    replay_direct();
  }
}

void SessionKnowledge::number_sessions() {
  std::map<std::uint32_t, std::uint32_t> dense;
  std::vector<std::uint32_t> written;
  for (const Operation& operation : history_.operations) {
    const auto [at, added] = dense.emplace(operation.session, sessions_);
    if (added) {
      ++sessions_;
      written.push_back(0);
    }
    session_of_.push_back(at->second);
    if (operation.is_write()) ++writes_;
    ordinal_.push_back(operation.is_write() ? ++written[at->second] : 0);
  }
}

void SessionKnowledge::replay() {
  clocks_.resize(history_.operations.size());
  std::vector<Clock> now(sessions_, Clock(sessions_, 0));
  for (const ClientStep& step : history_.steps) {
    const Operation& operation = history_.operations[step.operation];
    const std::uint32_t session = session_of_[step.operation];
    if (!step.begins) {
      complete(operation, now[session]);
    } else if (operation.is_write()) {
      clocks_[step.operation] = now[session];
      std::uint32_t& own = now[session][session];
      own = std::max(own, ordinal_[step.operation]);
    }
  }
}

// A reply teaches the client what its writer knew, and the write itself.
void SessionKnowledge::complete(const Operation& operation, Clock& clock) {
  if (!operation.is_read() || operation.outcome != Outcome::kOk || operation.version == kAbsent)
    return;
  const std::uint32_t writer = history_.versions[operation.version].operation;
  if (writer == kAbsent || clocks_[writer].empty()) return;
  for (std::size_t s = 0; s < clock.size(); ++s) clock[s] = std::max(clock[s], clocks_[writer][s]);
  std::uint32_t& entry = clock[session_of_[writer]];
  entry = std::max(entry, ordinal_[writer]);
}

void SessionKnowledge::replay_direct() {
  invoked_step_.resize(history_.operations.size(), 0);
  for (std::uint32_t at = 0; at < history_.steps.size(); ++at) {
    const ClientStep& step = history_.steps[at];
    const Operation& operation = history_.operations[step.operation];
    if (step.begins) invoked_step_[step.operation] = at;
    const bool learns = step.begins ? operation.is_write() : operation.is_read();
    if (!learns || operation.version == kAbsent) continue;
    lessons_.push_back({session_of_[step.operation], operation.version, at});
  }
  std::sort(lessons_.begin(), lessons_.end());
}

bool SessionKnowledge::knew(std::uint32_t later, std::uint32_t earlier) const {
  const std::uint32_t writer = history_.versions[later].operation;
  const std::uint32_t subject = history_.versions[earlier].operation;
  if (writer == kAbsent || subject == kAbsent || writer == subject) return false;
  if (transitive_) {
    const Clock& clock = clocks_[writer];
    return !clock.empty() && clock[session_of_[subject]] >= ordinal_[subject];
  }
  const auto lesson =
      std::lower_bound(lessons_.begin(), lessons_.end(), Lesson{session_of_[writer], earlier, 0});
  return lesson != lessons_.end() && lesson->session == session_of_[writer] &&
         lesson->version == earlier && lesson->step < invoked_step_[writer];
}

}  // namespace lastwrite
