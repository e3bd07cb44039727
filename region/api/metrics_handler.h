// Between the HTTP server and the DynamoDB API: counts every request, and answers GET /metrics.
//
//   MetricsHandler handler(dispatcher, loop, clock, [&](MetricText& text) {
//   replication.write(text); });
//
// Threading: as HttpHandler; `on_loop` is called on the loop.
#pragma once

#include <functional>
#include <string>

#include "region/api/http_message.h"
#include "region/base/clock.h"
#include "region/base/scheduler.h"
#include "region/metrics/request_metrics.h"

namespace lastwrite {

class MetricsHandler final : public HttpHandler {
 public:
  /// `on_loop` adds what only the loop knows. What it is given must outlive it.
  MetricsHandler(HttpHandler& below, Scheduler& loop, const Clock& clock,
                 std::function<void(MetricText&)> on_loop)
      : below_(below), loop_(loop), clock_(clock), on_loop_(std::move(on_loop)) {}

  void handle(HttpRequest request, Reply reply) override;

 private:
  void show(Reply reply);

  HttpHandler& below_;
  Scheduler& loop_;
  const Clock& clock_;
  std::function<void(MetricText&)> on_loop_;
  RequestMetrics requests_;
};

}  // namespace lastwrite
