#include "scenarios/main/open_page.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lastwrite {
namespace {

constexpr std::string_view kOnTerminals[] = {"w3m",    "lynx",        "links", "links2",
                                             "elinks", "www-browser", "browsh"};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, at);) {
    if (!part.empty()) out.push_back(part);
  }
  return out;
}

bool draws_on_terminal(const std::string& command) {
  const std::string name = std::filesystem::path(command).filename().string();
  return std::find(std::begin(kOnTerminals), std::end(kOnTerminals), name) !=
         std::end(kOnTerminals);
}

bool can_be_run(const std::string& command) {
  if (command.find('/') != std::string::npos) return ::access(command.c_str(), X_OK) == 0;
  for (const std::string& folder : split(variable("PATH"), ':')) {
    if (::access(fmt::format("{}/{}", folder, command).c_str(), X_OK) == 0) return true;
  }
  return false;
}

// In the grandchild: its own session, no terminal, and nothing of the report's streams.
[[noreturn]] void become(const std::vector<std::string>& words) {
  ::setsid();
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  ::_exit(127);
}

// Twice, so that init and not this program waits for it.
bool start_apart(const std::vector<std::string>& words) {
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) {
    const pid_t grandchild = ::fork();
    if (grandchild == 0) become(words);
    ::_exit(grandchild < 0 ? 1 : 0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// `file`: as the reader was told of it.
Result<void> open_whole(const std::string& whole, const std::string& file) {
  BrowserSetting setting;
  setting.browser = variable("BROWSER");
  setting.display = !variable("DISPLAY").empty() || !variable("WAYLAND_DISPLAY").empty();
  setting.exists = can_be_run;
  const std::vector<std::string> words = browser_command(setting, whole);
  if (words.empty()) {
    return fail(
        ErrorCode::kUnavailable,
        "there is no browser to open it with ($BROWSER names none, and there is no xdg-open "
        "with a display): open {} yourself",
        file);
  }
  if (!start_apart(words))
    return fail(ErrorCode::kUnavailable, "{} could not be started: open {} yourself", words.front(),
                file);
  return {};
}

}  // namespace

std::vector<std::string> browser_command(const BrowserSetting& setting, const std::string& file) {
  for (const std::string& entry : split(setting.browser, ':')) {
    std::vector<std::string> words = split(entry, ' ');
    if (words.empty() || draws_on_terminal(words.front()) || !setting.exists(words.front()))
      continue;
    const auto place = std::find(words.begin(), words.end(), "%s");
    if (place == words.end()) {
      words.push_back(file);
    } else {
      *place = file;
    }
    return words;
  }
  if (setting.display && setting.exists("xdg-open")) return {"xdg-open", file};
  return {};
}

Result<void> open_page(const std::string& file) {
  return open_whole(std::filesystem::absolute(file).lexically_normal().string(), file);
}

Result<void> open_address(const std::string& address) {
  return open_whole(address, address);
}

}  // namespace lastwrite
