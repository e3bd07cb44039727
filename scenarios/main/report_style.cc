#include "scenarios/main/report_style.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "scenarios/main/exit_codes.h"

namespace lastwrite {

TerminalStyle terminal_style() {
  TerminalStyle style;
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool dumb = term && std::string_view(term) == "dumb";
  style.colour = terminal && !dumb && (!no_color || *no_color == '\0');
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.columns = std::clamp<int>(size.ws_col, 80, 100);
  }
  return style;
}

int exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kOk:
      return kExitOk;
    case Verdict::kViolated:
      return kExitViolated;
    case Verdict::kUnknown:
      break;
  }
  return kExitUnknown;
}

}  // namespace lastwrite
