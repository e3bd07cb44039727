#include "scenarios/live/child_process.h"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

#define BOOST_PROCESS_USE_STD_FS 1
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/posix.hpp>

namespace lastwrite {
namespace bp = boost::process;
namespace {

// Both ends close at exec, so that no child holds another child's leash.
struct Pipe {
  int read_end = -1;
  int write_end = -1;

  static Pipe open() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return {};
    return {ends[0], ends[1]};
  }
  bool ok() const { return read_end >= 0; }
};

int exit_code_of(const bp::child& child) {
  const int status = child.native_exit_code();
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

struct ChildProcess::Running {
  bp::child child;
  int input = -1;
  bool ended = false;
  std::shared_ptr<bool> alive = std::make_shared<bool>(true);

  // Standard output has ended, so the process is ending: this wait is short.
  int reap() {
    std::error_code ignored;
    child.wait(ignored);
    ended = true;
    return exit_code_of(child);
  }
};

ChildProcess::ChildProcess(std::unique_ptr<Running> running) : running_(std::move(running)) {}

Result<std::unique_ptr<ChildProcess>> ChildProcess::spawn(AsioScheduler& loop,
                                                          const std::vector<std::string>& command,
                                                          const std::string& error_file,
                                                          std::function<void(std::string)> on_line,
                                                          OnExit on_exit) {
  try {
    const Pipe input = Pipe::open();
    const Pipe output = Pipe::open();
    std::FILE* const errors = std::fopen(error_file.c_str(), "a");
    if (!errors || !input.ok() || !output.ok()) {
      return fail(ErrorCode::kUsage, "cannot write {}", error_file);
    }
    auto running = std::make_unique<Running>();
    running->child =
        bp::child(bp::exe = command.front(),
                  bp::args = std::vector<std::string>(command.begin() + 1, command.end()),
                  bp::posix::fd.bind(0, input.read_end), bp::posix::fd.bind(1, output.write_end),
                  bp::posix::fd.bind(2, ::fileno(errors)));
    std::fclose(errors);
    ::close(input.read_end);  // the parent keeps the other ends only
    ::close(output.write_end);
    running->input = input.write_end;
    const int lines = output.read_end;
    Running* state = running.get();
    loop.read_lines(lines, std::move(on_line),
                    [state, alive = running->alive, on_exit = std::move(on_exit)] {
                      if (*alive) on_exit(state->reap());
                    });
    return std::unique_ptr<ChildProcess>(new ChildProcess(std::move(running)));
  } catch (const std::exception& error) {
    return fail(ErrorCode::kIo, "cannot start {}: {}", command.front(), error.what());
  }
}

ChildProcess::~ChildProcess() {
  *running_->alive = false;
  close_input();
  if (running_->ended) return;
  kill();
  running_->reap();
}

void ChildProcess::kill() {
  if (!running_->ended) ::kill(running_->child.id(), SIGKILL);
}

void ChildProcess::close_input() {
  if (running_->input >= 0) ::close(std::exchange(running_->input, -1));
}

int ChildProcess::pid() const {
  return running_->child.id();
}
bool ChildProcess::running() const {
  return !running_->ended;
}

}  // namespace lastwrite
