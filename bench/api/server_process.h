// A server that a benchmark starts and ends: its standard output is read here.
//
//   ServerProcess node({"node", "cli.js"});
//   node.wait_for_line("Listening")
//
// Threading: one thread. Destruction ends the process and waits for it.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lastwrite {

class ServerProcess {
 public:
  explicit ServerProcess(const std::vector<std::string>& words);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  pid_t pid() const { return pid_; }
  /// The first line that begins so; aborts when the process ends before.
  std::string wait_for_line(const std::string& beginning);
  /// Of the process alone, from /proc.
  double resident_mib() const;

 private:
  pid_t pid_ = -1;
  FILE* out_ = nullptr;
};

/// A port of 127.0.0.1 that was free a moment ago.
int free_port();

}  // namespace lastwrite
