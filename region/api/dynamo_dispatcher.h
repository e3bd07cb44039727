// DynamoDB's JSON protocol over HTTP: envelopes, operations by their names, errors as AWS writes
// them.
//
//   DynamoDispatcher dispatcher({loop, commits, engine});
//   HttpServer::start("127.0.0.1:8000", dispatcher, {});
//
// Sources: facts §3.1 (global-tables.md). Signatures are verified where a check is given, else
// taken as they come. Bodies may be packed by gzip, either way. Threading: handle() on network
// threads; `loop.post` of the context must be callable from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "region/api/api_call.h"
#include "region/api/http_message.h"

namespace lastwrite {

class SignatureCheck;

class DynamoDispatcher final : public HttpHandler {
 public:
  /// `signatures` may be nullptr; it outlives the dispatcher.
  explicit DynamoDispatcher(ApiContext context, const SignatureCheck* signatures = nullptr)
      : context_(context), signatures_(signatures) {}

  void handle(HttpRequest request, Reply reply) override;

 private:
  ApiContext context_;
  const SignatureCheck* signatures_;
  std::atomic<std::uint64_t> last_connection_ = 0;
};

}  // namespace lastwrite
