// One request of plain HTTP, one answer, over a socket that blocks: for programs that ask once.
//
//   Result<HttpAddress> at = parse_http_url("http://127.0.0.1:8000/metrics");
//   Result<HttpAnswer> answer = ask_http(*at, {});          // GET
//
// No TLS, no redirects, no chunks: HTTP/1.0 is spoken unless one asks for 1.1. Threading: blocks,
// at most half a minute for the answer.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

struct HttpAddress {
  std::string host;
  std::string port = "80";
  std::string target = "/";
};

struct HttpQuestion {
  std::string method = "GET";
  std::string version = "1.0";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

struct HttpAnswer {
  int status = 0;
  std::string body;
};

/// kUsage: not http, or no host.
Result<HttpAddress> parse_http_url(std::string_view url);

/// kUnavailable: nobody answers, or what comes is no whole answer.
Result<HttpAnswer> ask_http(const HttpAddress& address, const HttpQuestion& question);

}  // namespace lastwrite
