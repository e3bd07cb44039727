// The control address of a served cluster: HTTP with JSON, on the loopback address alone.
//
//   ControlServer server(loop, control, regions);
//   auto http = HttpServer::start("127.0.0.1:0", server, {});
//
// Whoever asks must know the cluster's word (cluster_file.h), but for /metrics. README.md of this
// folder lists what can be asked. Threading: handle() on a network thread; everything else happens
// on the loop, whose post() must be callable from any thread.
#pragma once

#include <string>
#include <vector>

#include "region/api/http_message.h"
#include "region/base/scheduler.h"
#include "scenarios/control/cluster_control.h"

namespace lastwrite {

class ControlServer final : public HttpHandler {
 public:
  ControlServer(Scheduler& loop, ClusterControl& control, std::vector<RegionName> regions);

  const std::string& token() const { return token_; }
  void handle(HttpRequest request, Reply reply) override;

 private:
  void on_loop(const HttpRequest& request, Reply reply);
  HttpResponse shown(const std::string& target, const std::vector<ControlledRegion>& regions);

  Scheduler& loop_;
  ClusterControl& control_;
  const std::vector<RegionName> regions_;
  const std::string token_;
};

}  // namespace lastwrite
