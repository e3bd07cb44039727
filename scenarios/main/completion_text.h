// Scripts that complete command lines of lastwrite, for bash and zsh.
//
//   fmt::print("{}", bash_completion(command_model(app)));
//
// Threading: pure functions.
#pragma once

#include <string>

#include "scenarios/main/command_model.h"

namespace lastwrite {

std::string bash_completion(const CommandModel& program);
std::string zsh_completion(const CommandModel& program);

}  // namespace lastwrite
