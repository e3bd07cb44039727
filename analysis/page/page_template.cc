#include "analysis/page/page_template.h"

#include <string>

namespace lastwrite {
namespace {

constexpr std::string_view kPlace = R"(<script type="application/json" id="report-data">)";
constexpr std::string_view kPlaceEnd = "</script>";

}  // namespace

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
