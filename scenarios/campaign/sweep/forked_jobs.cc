#include "scenarios/campaign/sweep/forked_jobs.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr int kPollMs = 100;
constexpr char kOk = 'k';
constexpr char kError = 'e';  // then the code as a character, then the sentence

void write_all(int descriptor, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t n = ::write(descriptor, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) ::_exit(1);
    done += static_cast<std::size_t>(n);
  }
}

std::string packed(const Result<std::string>& result) {
  if (result) return kOk + *result;
  return std::string{kError, static_cast<char>(result.error().code)} + result.error().message;
}

Result<std::string> unpacked(const std::string& text, int status) {
  if (WIFSIGNALED(status)) {
    return fail(ErrorCode::kInternal, "its process died of signal {} ({})", WTERMSIG(status),
                ::strsignal(WTERMSIG(status)));
  }
  if (status == 0 && !text.empty() && text[0] == kOk) return text.substr(1);
  if (status == 0 && text.size() >= 2 && text[0] == kError) {
    return Failure(Error{static_cast<ErrorCode>(text[1]), text.substr(2)});
  }
  return fail(ErrorCode::kInternal, "its process ended without a result");
}

// The terminal sends Ctrl-C to children too: what becomes of them the parent decides.
[[noreturn]] void be_child(pid_t parent, int descriptor, std::size_t piece,
                           const ForkedJobs& what) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
  write_all(descriptor, packed(what.work(piece)));
  ::_exit(0);
}

struct Child {
  pid_t process = -1;
  int descriptor = -1;
  std::size_t piece = 0;
  std::string text;
};

class Children {
 public:
  explicit Children(const ForkedJobs& what) : what_(what) {}
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  ~Children() {
    for (const Child& child : children_) ::kill(child.process, SIGKILL);
    for (const Child& child : children_) wait_for(child);
  }

  std::size_t size() const { return children_.size(); }

  Result<void> start(std::size_t piece) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return cannot("make a pipe");
    const pid_t parent = ::getpid();
    const pid_t process = ::fork();
    if (process == 0) be_child(parent, ends[1], piece, what_);
    const int error = errno;
    ::close(ends[1]);
    if (process < 0) {
      ::close(ends[0]);
      errno = error;
      return cannot("start a process");
    }
    children_.push_back({process, ends[0], piece, ""});
    return {};
  }

  // Takes what has come; hands on what is finished.
  Result<void> turn() {
    std::vector<pollfd> polled;
    for (const Child& child : children_) polled.push_back({child.descriptor, POLLIN, 0});
    if (::poll(polled.data(), polled.size(), kPollMs) <= 0) return {};
    for (std::size_t i = polled.size(); i-- > 0;) {
      if (polled[i].revents == 0 || receive(children_[i])) continue;
      const Child child = std::move(children_[i]);
      children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
      const int status = wait_for(child);
      const auto told = what_.finished(child.piece, unpacked(child.text, status));
      if (!told) return told;
    }
    return {};
  }

 private:
  static Failure cannot(const char* what) {
    return fail(ErrorCode::kUnavailable, "cannot {}: {}", what, std::strerror(errno));
  }

  // False: the child has closed its end.
  static bool receive(Child& child) {
    char buffer[4096];
    const ssize_t n = ::read(child.descriptor, buffer, sizeof buffer);
    if (n < 0) return errno == EINTR;
    child.text.append(buffer, static_cast<std::size_t>(n));
    return n > 0;
  }

  static int wait_for(const Child& child) {
    ::close(child.descriptor);
    int status = 0;
    while (::waitpid(child.process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  const ForkedJobs& what_;
  std::vector<Child> children_;
};

}  // namespace

Result<bool> run_forked(const std::vector<std::size_t>& pieces, std::size_t jobs,
                        const ForkedJobs& what) {
  LW_CHECK(jobs >= 1, "nobody to work");
  Children children(what);
  std::size_t next = 0;
  while (next < pieces.size() || children.size() > 0) {
    if (what.interrupted()) return false;
    if (next < pieces.size() && children.size() < jobs) {
      if (const auto started = children.start(pieces[next++]); !started) return propagate(started);
      continue;
    }
    if (const auto turned = children.turn(); !turned) return propagate(turned);
  }
  return true;
}

}  // namespace lastwrite
