#include "scenarios/main/complaint.h"

#include <cstdio>

#include <fmt/format.h>

#include "region/base/printable.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/tell.h"

namespace lastwrite {

int complain(std::string_view command, const Error& error) {
  tell("lastwrite {}: {}\n", command, printable(error.message));
  return exit_code_of(error);
}

}  // namespace lastwrite
