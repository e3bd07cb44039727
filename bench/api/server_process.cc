#include "bench/api/server_process.h"

#include <array>
#include <csignal>
#include <fstream>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "region/base/check.h"

namespace lastwrite {

ServerProcess::ServerProcess(const std::vector<std::string>& words) {
  std::array<int, 2> pipe{};
  LW_CHECK(pipe2(pipe.data(), O_CLOEXEC) == 0, "no pipe");
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    dup2(pipe[1], STDOUT_FILENO);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  close(pipe[1]);
  out_ = fdopen(pipe[0], "r");
}

ServerProcess::~ServerProcess() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  fclose(out_);
}

std::string ServerProcess::wait_for_line(const std::string& beginning) {
  std::array<char, 1024> line;
  while (fgets(line.data(), line.size(), out_) != nullptr) {
    std::string text(line.data());
    while (text.ends_with('\n')) text.pop_back();
    if (text.starts_with(beginning)) return text;
  }
  LW_CHECK(false, "a server ended before it said '{}'", beginning);
  return "";
}

double ServerProcess::resident_mib() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  std::string word;
  double kib = 0;
  while (status >> word) {
    if (word == "VmRSS:") status >> kib;
  }
  return kib / 1024;
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in any{};
  any.sin_family = AF_INET;
  any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof any;
  LW_CHECK(bind(socket, reinterpret_cast<sockaddr*>(&any), size) == 0, "no free port");
  getsockname(socket, reinterpret_cast<sockaddr*>(&any), &size);
  close(socket);
  return ntohs(any.sin_port);
}

}  // namespace lastwrite
