#include "region/api/session_name.h"

#include <fmt/format.h>

namespace lastwrite {
namespace {

// Traces are UTF-8, and people read the name: what is neither printable nor ASCII is taken out.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, kSessionNameBytesMax)) out += c > ' ' && c < 0x7f ? c : '_';
  return out;
}

std::string_view access_key(std::string_view authorization) {
  constexpr std::string_view kCredential = "Credential=";
  const auto at = authorization.find(kCredential);
  if (at == std::string_view::npos) return "anonymous";
  const std::string_view credential = authorization.substr(at + kCredential.size());
  return credential.substr(0, credential.find_first_of("/, "));
}

}  // namespace

std::string session_of(const HttpRequest& request, const RegionName& region) {
  if (const std::string_view said = request.header("x-lastwrite-session"); !said.empty())
    return plain(said);
  return fmt::format("{}#{}@{}", plain(access_key(request.header("authorization"))),
                     request.connection, region);
}

}  // namespace lastwrite
