// One child process, on the loop: its lines of standard output, its end, and its standard input as
// a leash: when this process dies, however, the child's input ends and the child stops.
//
//   auto child = ChildProcess::spawn(loop, {exe, "region", …}, "eu-west-1.log", on_line, on_exit);
//
// Threading: the loop.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "region/base/result.h"
#include "region/runtime/asio_scheduler.h"

namespace lastwrite {

class ChildProcess {
 public:
  /// `exit_code`: 128 + the signal when one ended it.
  using OnExit = std::function<void(int exit_code)>;

  /// Starts `command` (its first element is the program's path); standard error goes to the end of
  /// `error_file`. Requires: the callbacks stay valid until the exit is told or this is destroyed.
  static Result<std::unique_ptr<ChildProcess>> spawn(AsioScheduler& loop,
                                                     const std::vector<std::string>& command,
                                                     const std::string& error_file,
                                                     std::function<void(std::string)> on_line,
                                                     OnExit on_exit);
  /// Kills a child that still runs, and waits for its end.
  ~ChildProcess();

  /// kill -9.
  void kill();
  /// Ends the child's input: a polite request to stop.
  void close_input();
  int pid() const;
  bool running() const;

 private:
  struct Running;
  explicit ChildProcess(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace lastwrite
