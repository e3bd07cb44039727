// A load generator for HTTP/1.1: some connections, each with one request under way at a time.
//
//   LoadResult r = run_load("127.0.0.1:8000", requests, {.connections = 32, .time = 2s});
//   r.per_second, r.p99
//
// Plain sockets and epoll in one thread, so that it takes little from what it measures. Answers
// need a Content-Length. Threading: one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

struct LoadOptions {
  std::size_t connections = 1;
  Duration time = 2s;
  std::size_t requests_max = SIZE_MAX;  // ends before `time` when so many were answered
};

struct LoadResult {
  double per_second = 0;
  Duration p50{0};
  Duration p99{0};
  std::uint64_t answers = 0;
  std::uint64_t refused = 0;       // answers other than 200
  std::string first_refusal = {};  // its bytes
};

/// Whole requests, sent in turn. Aborts when nobody listens there.
LoadResult run_load(const std::string& address, const std::vector<std::string>& requests,
                    const LoadOptions& options);

/// The bytes of a DynamoDB request: `PutItem` and its JSON.
std::string dynamo_request(const std::string& operation, const std::string& body);

}  // namespace lastwrite
