#include "region/access/signature.h"
#include "scenarios/live/front_door.h"

namespace lastwrite {
namespace {

// What stands before white space at the end of `text`.
std::string_view trimmed(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

// Whether what follows `before` in a body is the name of a table, a stream or a resource, or the
// first table of a batch. An item may hold ARNs as well: they are data.
bool names_resource(std::string_view before) {
  before = trimmed(before);
  const bool batch = before.ends_with('{');
  if (batch) before = trimmed(before.substr(0, before.size() - 1));
  if (!before.ends_with(':')) return false;
  before = trimmed(before.substr(0, before.size() - 1));
  if (batch) return before.ends_with("\"RequestItems\"");
  for (const std::string_view member :
       {"\"TableName\"", "\"ResourceArn\"", "\"StreamArn\"", "\"ShardIterator\""}) {
    if (before.ends_with(member)) return true;
  }
  return false;
}

// "…"TableName": "arn:aws:dynamodb:eu-west-1:…": eu-west-1. The first such ARN of a body counts.
std::string region_of_arn(std::string_view body) {
  static constexpr std::string_view kArn = "\"arn:aws:dynamodb:";
  for (auto at = body.find(kArn); at != body.npos; at = body.find(kArn, at + 1)) {
    if (!names_resource(body.substr(0, at))) continue;
    const std::string_view rest = body.substr(at + kArn.size());
    return std::string(rest.substr(0, rest.find_first_of(":\"")));
  }
  return "";
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
