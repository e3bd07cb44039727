#include "analysis/page/page_template.h"

#include <string>

// LASTWRITE_PAGE_FILE comes from CMakeLists.txt where the page was built. The assembler takes the
// file as it is: a string literal of that size is more than compilers must accept.
#ifdef LASTWRITE_PAGE_FILE
asm(".section .rodata\n"
    ".global lastwrite_page_begin\n"
    ".global lastwrite_page_end\n"
    "lastwrite_page_begin:\n"
    ".incbin \"" LASTWRITE_PAGE_FILE
    "\"\n"
    "lastwrite_page_end:\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const char lastwrite_page_begin[];
extern const char lastwrite_page_end[];
}
#endif

namespace lastwrite {
namespace {

constexpr std::string_view kPlace = R"(<script type="application/json" id="report-data">)";
constexpr std::string_view kPlaceEnd = "</script>";

}  // namespace

std::string_view page_template() {
#ifdef LASTWRITE_PAGE_FILE
  return {lastwrite_page_begin,
          static_cast<std::size_t>(lastwrite_page_end - lastwrite_page_begin)};
#else
  return {};
#endif
}

Result<std::string> filled_page(std::string_view page, std::string_view json) {
  if (page.empty()) {
    return fail(ErrorCode::kUnavailable,
                "this lastwrite was built without its page, since npm could not build it: have "
                "Node 18 and npm installed, and build it again with ./dev build release");
  }
  const std::string place = std::string(kPlace) + std::string(kPlaceEnd);
  const std::size_t at = page.find(place);
  if (at == std::string_view::npos || page.find(place, at + 1) != std::string_view::npos) {
    return fail(ErrorCode::kCorrupt,
                "the page in this lastwrite has not one place for a run: build it again");
  }
  std::string out;
  out.reserve(page.size() + json.size());
  out += page.substr(0, at + kPlace.size());
  out += json;
  out += page.substr(at + kPlace.size());
  return out;
}

}  // namespace lastwrite
