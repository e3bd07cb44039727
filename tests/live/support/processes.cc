#include "tests/live/support/processes.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> split_at_zeros(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, '\0');) words.push_back(word);
  return words;
}

std::vector<pid_t> all_pids() {
  std::vector<pid_t> pids;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const std::string name = entry.path().filename().string();
    pid_t pid = 0;
    const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (bad == std::errc{} && end == name.data() + name.size()) pids.push_back(pid);
  }
  return pids;
}

std::string proc_file(pid_t pid, const std::string& name) {
  return "/proc/" + std::to_string(pid) + "/" + name;
}

// "1234 (last write) S 1 …": the state and the parent stand behind the name, which may hold
// anything.
bool read_parent(pid_t pid, pid_t& parent) {
  const std::string stat = read_file(proc_file(pid, "stat"));
  const auto close = stat.rfind(')');
  if (close == std::string::npos) return false;
  std::istringstream rest(stat.substr(close + 1));
  char state = 'Z';
  rest >> state >> parent;
  return state != 'Z' && state != 'X';
}

// Listening ports of this host by the inode of their socket.
std::map<std::string, std::uint16_t> listening_sockets() {
  std::map<std::string, std::uint16_t> out;
  for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::ifstream in(table);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      std::istringstream words(line);
      std::string skip, local, remote, state, inode;
      words >> skip >> local >> remote >> state >> skip >> skip >> skip >> skip >> skip >> inode;
      if (state != "0A") continue;
      out[inode] =
          static_cast<std::uint16_t>(std::stoul(local.substr(local.rfind(':') + 1), nullptr, 16));
    }
  }
  return out;
}

}  // namespace

std::vector<RunningProcess> processes_of(const Sandbox& sandbox) {
  std::vector<RunningProcess> found;
  for (const pid_t pid : all_pids()) {
    RunningProcess process{pid, -1, {}};
    const std::string command = read_file(proc_file(pid, "cmdline"));
    const std::string environment = read_file(proc_file(pid, "environ"));
    const bool named = command.find(sandbox.path()) != std::string::npos ||
                       environment.find(sandbox.path()) != std::string::npos;
    if (!named || !read_parent(pid, process.parent)) continue;
    process.command = split_at_zeros(command);
    found.push_back(std::move(process));
  }
  return found;
}

std::vector<RunningProcess> region_processes(const Sandbox& sandbox, const std::string& region) {
  std::vector<RunningProcess> found = processes_of(sandbox);
  std::erase_if(found, [&](const RunningProcess& process) {
    const auto& words = process.command;
    const auto name = std::find(words.begin(), words.end(), "--name");
    return words.size() < 2 || words[1] != "region" || name == words.end() ||
           name + 1 == words.end() || *(name + 1) != region;
  });
  return found;
}

std::set<std::uint16_t> listening_ports(const std::vector<RunningProcess>& processes) {
  const auto sockets = listening_sockets();
  std::set<std::uint16_t> ports;
  for (const RunningProcess& process : processes) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(proc_file(process.pid, "fd"), error)) {
      std::error_code gone;
      const std::string target = fs::read_symlink(entry.path(), gone).string();
      if (!target.starts_with("socket:[")) continue;
      const auto socket = sockets.find(target.substr(8, target.size() - 9));
      if (socket != sockets.end()) ports.insert(socket->second);
    }
  }
  return ports;
}

std::set<std::uint16_t> still_listening(const std::set<std::uint16_t>& ports) {
  std::set<std::uint16_t> open;
  for (const auto& [inode, port] : listening_sockets()) {
    if (ports.contains(port)) open.insert(port);
  }
  return open;
}

}  // namespace lastwrite
