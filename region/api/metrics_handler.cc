#include "region/api/metrics_handler.h"

namespace lastwrite {
namespace {

// "PutItem" of "DynamoDB_20120810.PutItem".
std::string operation_of(const HttpRequest& request) {
  const std::string_view target = request.header("x-amz-target");
  const auto dot = target.find('.');
  return dot == std::string_view::npos ? "none" : std::string(target.substr(dot + 1));
}

// "ValidationException" of {"__type":"com.amazon.coral.validate#ValidationException", …}.
std::string outcome_of(const HttpResponse& response) {
  if (response.status == 200) return "OK";
  const std::string_view body = response.body;
  const auto hash = body.find('#');
  const auto end = body.find('"', hash == std::string_view::npos ? body.size() : hash);
  if (end == std::string_view::npos || end - hash > 60) return std::to_string(response.status);
  return std::string(body.substr(hash + 1, end - hash - 1));
}

}  // namespace

void MetricsHandler::handle(HttpRequest request, Reply reply) {
  if (request.method == "GET" && request.target == "/metrics") return show(std::move(reply));
  if (request.method != "POST") return below_.handle(std::move(request), std::move(reply));
  const TrueTime begin = clock_.now();
  std::string operation = operation_of(request);
  below_.handle(std::move(request), [this, begin, operation = std::move(operation),
                                     reply = std::move(reply)](Render render) mutable {
    reply([this, begin, operation = std::move(operation), render = std::move(render)]() mutable {
      HttpResponse response = render();
      const std::string outcome = outcome_of(response);
      // Names that we do not know could be any number.
      const bool known = outcome != "UnknownOperationException" && response.status != 404;
      requests_.note(known ? operation : "unknown", outcome, clock_.now() - begin);
      return response;
    });
  });
}

void MetricsHandler::show(Reply reply) {
  loop_.post([this, reply = std::move(reply)]() mutable {
    MetricText text;
    on_loop_(text);
    reply([this, text = std::move(text)]() mutable {
      requests_.write(text);
      return HttpResponse{
          200, {{"Content-Type", "text/plain; version=0.0.4"}}, std::move(text).take()};
    });
  });
}

}  // namespace lastwrite
