#include "scenarios/control/control_client.h"

#include <boost/json.hpp>

#include "scenarios/control/plain_http.h"

namespace lastwrite {
namespace {

std::string error_in(const std::string& body) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(body, error);
  if (error || !value.is_object()) return body;
  const auto* const said = value.get_object().if_contains("error");
  return said != nullptr && said->is_string() ? std::string(said->get_string()) : body;
}

}  // namespace

Result<std::string> ask(const ClusterInfo& cluster, const std::string& method,
                        const std::string& target, const std::string& body) {
  const auto colon = cluster.address.rfind(':');
  const HttpAddress address{cluster.address.substr(0, colon), cluster.address.substr(colon + 1),
                            target};
  const auto answer = ask_http(
      address, {.method = method, .headers = {{"x-lastwrite-token", cluster.token}}, .body = body});
  if (!answer) return fail(ErrorCode::kUnavailable, "the cluster at {}", answer.error().message);
  if (answer->status == 200) return answer->body;
  return fail(answer->status < 500 ? ErrorCode::kUsage : ErrorCode::kUnavailable, "{}",
              error_in(answer->body));
}

}  // namespace lastwrite
