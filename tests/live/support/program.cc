#include "tests/live/support/program.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <sstream>

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "region/base/check.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  LW_CHECK(value != nullptr, "{} is not set: run this through ctest", name);
  return value;
}

std::string line_beginning(const std::string& text, const std::string& beginning) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(beginning) && !lines.eof()) return line;
  }
  return {};
}

std::string wait_for_line(const std::string& file, const std::string& beginning,
                          Duration patience) {
  std::string line;
  wait_until([&] { return !(line = line_beginning(read_file(file), beginning)).empty(); },
             patience);
  return line;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

// Only what is made ready before the fork is used after it.
[[noreturn]] void become(const char* directory, int input, int out, int err, char** arguments,
                         char** environment) {
  ::dup2(input, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  if (::chdir(directory) == 0) ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

std::string fresh_name() {
  static std::atomic<int> count = 0;
  return "outputs/" + std::to_string(++count);
}

}  // namespace

std::string program_path() {
  return variable("LASTWRITE_BINARY_DIR") + "/lastwrite";
}

Program::Program(const Sandbox& sandbox, const std::vector<std::string>& arguments,
                 const std::string& executable) {
  const std::string name = fresh_name();
  out_file_ = sandbox.write(name + ".out", "");
  err_file_ = sandbox.write(name + ".err", "");
  std::vector<std::string> words = {executable};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> settings = {
      "HOME=" + sandbox.file("home"), "TMPDIR=" + sandbox.file("tmp"), "PATH=" + variable("PATH"),
      "LASTWRITE_SCENARIOS=" + variable("LASTWRITE_SOURCE_DIR") + "/scenarios", "LC_ALL=C.UTF-8"};
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> environment = pointers(settings);
  const std::string directory = sandbox.file("work");
  int input[2];
  LW_CHECK(::pipe2(input, O_CLOEXEC) == 0, "no pipe");
  const int out = ::open(out_file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  const int err = ::open(err_file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  pid_ = ::fork();
  LW_CHECK(pid_ >= 0, "cannot fork");
  if (pid_ == 0) {
    become(directory.c_str(), input[0], out, err, const_cast<char**>(argv.data()),
           const_cast<char**>(environment.data()));
  }
  for (const int mine : {input[0], out, err}) ::close(mine);
  input_ = input[1];
}

Program::~Program() {
  close_input();
  if (ended_) return;
  signal(SIGKILL);
  int status = 0;
  ::waitpid(pid_, &status, 0);
}

void Program::signal(int number) const {
  if (!ended_) ::kill(pid_, number);
}

void Program::close_input() {
  if (input_ >= 0) ::close(std::exchange(input_, -1));
}

std::string Program::wait_for_output(const std::string& beginning, Duration patience) const {
  return wait_for_line(out_file_, beginning, patience);
}

std::string Program::wait_for_error(const std::string& beginning, Duration patience) const {
  return wait_for_line(err_file_, beginning, patience);
}

Ended Program::wait(Duration patience) {
  if (!ended_) {
    int status = 0;
    ended_ = wait_until([&] { return ::waitpid(pid_, &status, WNOHANG) == pid_; }, patience);
    if (ended_) exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  return {exit_code_, read_file(out_file_), read_file(err_file_)};
}

Ended run_program(const Sandbox& sandbox, const std::vector<std::string>& arguments) {
  Program program(sandbox, arguments);
  return program.wait();
}

}  // namespace lastwrite
