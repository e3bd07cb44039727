#include "scenarios/experiment/key_mutexes.h"

#include <utility>

namespace lastwrite {

KeyMutexes::Place::Place(KeyMutexes& mutexes, std::string key, std::function<void()> on_turn)
    : mutexes_(mutexes), key_(std::move(key)), on_turn_(std::move(on_turn)) {
  mutexes_.queues_[key_].push_back(this);
}

KeyMutexes::Place::~Place() {
  const auto found = mutexes_.queues_.find(key_);
  std::deque<Place*>& queue = found->second;
  const bool passes_on = has_turn();
  std::erase(queue, this);
  if (queue.empty()) {
    mutexes_.queues_.erase(found);
  } else if (passes_on) {
    Place* next = queue.front();
    mutexes_.scheduler_.post(next->lifetime_.guard([next] { next->on_turn_(); }));
  }
}

bool KeyMutexes::Place::has_turn() const {
  return mutexes_.queues_.at(key_).front() == this;
}

}  // namespace lastwrite
