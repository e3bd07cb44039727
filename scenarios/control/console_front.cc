#include "scenarios/control/console_front.h"

#include <boost/json.hpp>

namespace lastwrite {
namespace {

// A page of this address may do what whoever holds its word may: nobody else's may frame it.
HttpResponse as_page(std::string_view html) {
  return {200,
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Content-Security-Policy", "frame-ancestors 'none'"},
           {"Referrer-Policy", "no-referrer"},
           {"X-Content-Type-Options", "nosniff"},
           {"Cache-Control", "no-store"}},
          std::string(html)};
}

}  // namespace

HttpResponse json_response(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

HttpResponse error_response(int status, std::string_view why) {
  return json_response(status, boost::json::serialize(boost::json::object{{"error", why}}));
}

std::optional<HttpResponse> ConsoleFront::answer(const HttpRequest& request) const {
  if (const auto why = ConsoleAccess::refusal(request)) return error_response(403, *why);
  const bool looks = request.method == "GET";
  if (looks && request.target == "/") {
    return page.empty() ? error_response(404,
                                         "this program was built without the console: see "
                                         "README.md")
                        : as_page(page);
  }
  const Access granted = access.of(request);
  if (granted == Access::kNone && !(looks && request.target == "/metrics"))
    return error_response(403,
                          "this cluster is somebody else's: open the address that `lastwrite up` "
                          "or `lastwrite run --watch` printed");
  if (granted == Access::kLook && !looks)
    return error_response(403, "with this address one looks and changes nothing");
  return std::nullopt;
}

}  // namespace lastwrite
