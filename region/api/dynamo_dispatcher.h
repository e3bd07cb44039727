// DynamoDB's JSON protocol over HTTP: envelopes, operations by their names, errors as AWS writes
// them.
//
//   DynamoDispatcher dispatcher({loop, commits, engine});
//   HttpServer::start("127.0.0.1:8000", dispatcher, {});
//
// Sources: facts §3.1 (global-tables.md). Signatures are taken as they come. Threading: handle() on
// network threads; `loop.post` of the context must be callable from any thread.
#pragma once

#include <string>

#include "region/api/api_call.h"
#include "region/api/http_message.h"

namespace lastwrite {

class DynamoDispatcher final : public HttpHandler {
 public:
  explicit DynamoDispatcher(ApiContext context) : context_(context) {}

  void handle(HttpRequest request, Reply reply) override;

 private:
  ApiContext context_;
};

}  // namespace lastwrite
