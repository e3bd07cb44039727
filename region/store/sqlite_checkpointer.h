// Copies the write-ahead log into the store file on a thread and a connection of its own, so that
// no commit waits for the disk behind it: a checkpoint of a few thousand pages takes tens of
// milliseconds.
//
// Passive checkpoints only: they never block the writer. Threading: request() from the store's
// thread; the destructor waits for a checkpoint under way.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace lastwrite {

class SqliteCheckpointer {
 public:
  explicit SqliteCheckpointer(std::string path);
  ~SqliteCheckpointer();

  /// Asks for a checkpoint soon; asking again while one is under way changes nothing.
  void request();

 private:
  void run();
  bool wait_for_request();

  const std::string path_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool requested_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace lastwrite
