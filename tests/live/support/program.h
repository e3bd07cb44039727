// The built lastwrite program, started by a test inside its sandbox: home, temporary files and the
// working directory lie there, and every process that it starts inherits that.
//
//   Ended help = run_program(sandbox, {"run", "--help"});
//   help.exit_code == 0, help.out.find("Examples:")
//
//   Program region(sandbox, {"region", "--name", "a", "--data", sandbox.file("data")});
//   region.wait_for_output("ready a ")          // the whole line, or ""
//
// Threading: one owner. Destruction kills the process if it still runs.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "region/base/time.h"
#include "tests/live/support/sandbox.h"

namespace lastwrite {

struct Ended {
  int exit_code = -1;  // 128 + the signal when one ended it; -1: it did not end in time
  std::string out;
  std::string err;
};

/// $LASTWRITE_BINARY_DIR/lastwrite
std::string program_path();

class Program {
 public:
  /// `executable`: lastwrite, or another program's whole path.
  Program(const Sandbox& sandbox, const std::vector<std::string>& arguments,
          const std::string& executable = program_path());
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;
  /// Ends its standard input.
  void close_input();
  /// The first line of standard output that begins with `beginning`; empty when none comes in time.
  std::string wait_for_output(const std::string& beginning, Duration patience = 20s) const;
  /// The same for standard error.
  std::string wait_for_error(const std::string& beginning, Duration patience = 20s) const;
  Ended wait(Duration patience = 60s);

 private:
  std::string out_file_;
  std::string err_file_;
  pid_t pid_ = -1;
  int input_ = -1;
  bool ended_ = false;
  int exit_code_ = -1;
};

Ended run_program(const Sandbox& sandbox, const std::vector<std::string>& arguments);

}  // namespace lastwrite
