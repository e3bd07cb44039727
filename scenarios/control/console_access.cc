#include "scenarios/control/console_access.h"

#include <random>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <unistd.h>

namespace lastwrite {
namespace {

std::string random_word() {
  std::random_device device;
  std::string word;
  for (int i = 0; i < 4; ++i) word += fmt::format("{:08x}", device());
  return word;
}

// Takes as long whatever was guessed right.
bool same_word(std::string_view given, std::string_view word) {
  if (given.size() != word.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < word.size(); ++i)
    difference |= static_cast<unsigned char>(given[i] ^ word[i]);
  return difference == 0;
}

// "[::1]:80" and "127.0.0.1:80" without their ports, and without brackets.
std::string host_of(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

bool is_address(const std::string& host) {
  in6_addr ignored{};
  return ::inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

bool is_this_machine(const std::string& host) {
  char name[256] = {};
  const bool named = ::gethostname(name, sizeof name - 1) == 0 && name[0] != '\0';
  return host == "localhost" || (named && host == name);
}

}  // namespace

ConsoleAccess::ConsoleAccess() : change_(random_word()), look_(random_word()) {}

Access ConsoleAccess::of(const HttpRequest& request) const {
  const std::string_view given = request.header("x-lastwrite-token");
  if (same_word(given, change_)) return Access::kChange;
  return same_word(given, look_) ? Access::kLook : Access::kNone;
}

// Programs that are no browsers may leave both out.
std::optional<std::string> ConsoleAccess::refusal(const HttpRequest& request) {
  const std::string_view host = request.header("host");
  const std::string name = host_of(host);
  if (!host.empty() && !is_address(name) && !is_this_machine(name))
    return fmt::format("'{}' is no name of this cluster: open it by its IP address or as localhost",
                       name);
  const std::string_view origin = request.header("origin");
  if (!origin.empty() && origin != fmt::format("http://{}", host))
    return "a page from elsewhere may not ask this cluster";
  return std::nullopt;
}

}  // namespace lastwrite
