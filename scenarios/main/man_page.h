// The manual page lastwrite(1), in the man macros of roff.
//
//   lastwrite man | man -l -
//
// Threading: a pure function.
#pragma once

#include <string>

#include "scenarios/main/command_model.h"

namespace lastwrite {

std::string man_page(const CommandModel& program);

}  // namespace lastwrite
