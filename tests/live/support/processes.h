// What a program left behind, read from /proc: processes that inherited a sandbox, and their ports.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/live/support/sandbox.h"

namespace lastwrite {

struct RunningProcess {
  pid_t pid = -1;
  pid_t parent = -1;
  std::vector<std::string> command;
};

/// Processes that live (no zombies) and whose environment or command line names the sandbox.
std::vector<RunningProcess> processes_of(const Sandbox& sandbox);

/// The `lastwrite region` processes among them, for the region named so.
std::vector<RunningProcess> region_processes(const Sandbox& sandbox, const std::string& region);

/// The TCP ports on which these processes listen.
std::set<std::uint16_t> listening_ports(const std::vector<RunningProcess>& processes);

/// Those of `ports` on which anybody on this host listens.
std::set<std::uint16_t> still_listening(const std::set<std::uint16_t>& ports);

}  // namespace lastwrite
