// The control address of a served cluster: HTTP with JSON, and the console that speaks it.
//
//   ControlServer server(loop, control, feed, {page});
//   auto http = HttpServer::start("127.0.0.1:0", server, {});
//
// Whoever asks must know one of the cluster's two words (console_access.h), but for /metrics and
// the page itself, which knows nothing. README.md of this folder lists what can be asked.
// Threading: handle() on a network thread; everything else happens on the loop, whose post() must
// be callable from any thread.
#pragma once

#include <vector>

#include "region/api/http_message.h"
#include "region/base/scheduler.h"
#include "scenarios/control/cluster_control.h"
#include "scenarios/control/console_feed.h"
#include "scenarios/control/console_front.h"
#include "scenarios/control/request_target.h"

namespace lastwrite {

class ControlServer final : public HttpHandler {
 public:
  ControlServer(Scheduler& loop, ClusterControl& control, ConsoleFeed& feed, ConsoleFront front);

  const ConsoleAccess& access() const { return front_.access; }
  void handle(HttpRequest request, Reply reply) override;

 private:
  void on_loop(const HttpRequest& request, Access access, Reply reply);
  void change(const HttpRequest& request, Reply reply);
  void look(const RequestTarget& target, Reply reply);
  HttpResponse shown(const RequestTarget& target, const std::vector<ControlledRegion>& regions);

  Scheduler& loop_;
  ClusterControl& control_;
  ConsoleFeed& feed_;
  const ConsoleFront front_;
};

}  // namespace lastwrite
