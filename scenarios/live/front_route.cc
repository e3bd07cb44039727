#include "region/access/signature.h"
#include "scenarios/live/front_door.h"

namespace lastwrite {
namespace {

// "…"TableName": "arn:aws:dynamodb:eu-west-1:…": eu-west-1. The first ARN of a body counts.
std::string region_of_arn(std::string_view body) {
  static constexpr std::string_view kArn = "\"arn:aws:dynamodb:";
  const auto at = body.find(kArn);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = body.substr(at + kArn.size());
  return std::string(rest.substr(0, rest.find_first_of(":\"")));
}

std::string region_of_signature(const HttpRequest& request) {
  const SignedRequest covered{request.method, request.target, request.headers, request.body};
  const Result<Signature> signature = read_signature(covered);
  return signature ? signature->scope.region : "";
}

}  // namespace

std::string route_of(const HttpRequest& request, const FrontRoutes& routes) {
  for (const std::string& wanted : {region_of_arn(request.body), region_of_signature(request)}) {
    if (wanted.empty()) continue;
    for (const auto& [region, address] : routes) {
      if (region.text == wanted) return address;
    }
    return "";
  }
  return routes.front().second;
}

}  // namespace lastwrite
