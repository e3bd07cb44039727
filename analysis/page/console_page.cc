#include "analysis/page/console_page.h"

#include <cstddef>

// LASTWRITE_CONSOLE_FILE comes from CMakeLists.txt where the page was built. The assembler takes the
// file as it is: a string literal of that size is more than compilers must accept.
#ifdef LASTWRITE_CONSOLE_FILE
asm(".section .rodata\n"
    ".global lastwrite_console_begin\n"
    ".global lastwrite_console_end\n"
    "lastwrite_console_begin:\n"
    ".incbin \"" LASTWRITE_CONSOLE_FILE
    "\"\n"
    "lastwrite_console_end:\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const char lastwrite_console_begin[];
extern const char lastwrite_console_end[];
}
#endif

namespace lastwrite {

std::string_view console_page() {
#ifdef LASTWRITE_CONSOLE_FILE
  return {lastwrite_console_begin,
          static_cast<std::size_t>(lastwrite_console_end - lastwrite_console_begin)};
#else
  return {};
#endif
}

}  // namespace lastwrite
