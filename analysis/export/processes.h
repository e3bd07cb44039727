// Numbers for logically single-threaded processes, as Jepsen's histories and traces with threads
// want them: one session is one process while it asks one thing at a time.
//
//   const std::uint32_t process = processes.begin(session);
//   processes.end(session, process, /* reusable */ true);
//
// A process whose request's outcome is unknown may still be at it: it is retired, and its session
// goes on as another. Threading: one owner.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace lastwrite {

class Processes {
 public:
  std::uint32_t begin(std::uint32_t session) {
    std::vector<std::uint32_t>& free = free_[session];
    if (free.empty()) return next_++;
    const std::uint32_t process = free.back();
    free.pop_back();
    return process;
  }
  void end(std::uint32_t session, std::uint32_t process, bool reusable) {
    if (reusable) free_[session].push_back(process);
  }
  /// One that no session has.
  std::uint32_t fresh() { return next_++; }

 private:
  std::map<std::uint32_t, std::vector<std::uint32_t>> free_;  // by session
  std::uint32_t next_ = 0;
};

}  // namespace lastwrite
