// One mutex for each key of the workload, in the driver: the perfect lock, which no region and no
// network has a part in. First come, first served.
//
//   KeyMutexes::Place place(mutexes, "key-000017", [] { … });   // called once it is its turn
//   if (place.has_turn()) …                                     // at once where nobody was before
//
// Threading: one loop. Invariants: of all places at one key exactly one has the turn; `on_turn` is
// called once, never inside the constructor nor another place's destructor, and not at all for the
// place that had its turn at once. `scheduler` must outlive this, this every place.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>

#include "region/base/scheduler.h"
#include "scenarios/engine/lifetime.h"

namespace lastwrite {

class KeyMutexes {
 public:
  /// A place in the queue of one key. Leaves it when it ends, turn or not.
  class Place {
   public:
    Place(KeyMutexes& mutexes, std::string key, std::function<void()> on_turn);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    bool has_turn() const;

   private:
    friend class KeyMutexes;

    KeyMutexes& mutexes_;
    std::string key_;
    std::function<void()> on_turn_;
    Lifetime lifetime_;
  };

  explicit KeyMutexes(Scheduler& scheduler) : scheduler_(scheduler) {}

 private:
  Scheduler& scheduler_;
  std::map<std::string, std::deque<Place*>> queues_;  // the front has the turn; never empty
};

}  // namespace lastwrite
