// The control address of two regions that only note what they are told, asked without a network.
//
// Threading: one thread.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "region/api/event_stream.h"
#include "scenarios/control/control_server.h"
#include "tests/scenarios/control/noted_cluster.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {

inline const RegionName kServedEu("eu");
inline const RegionName kServedUs("us");

class Control : public testing::Test {
 protected:
  HttpResponse send(HttpRequest request) {
    HttpResponse out{0, {}, ""};
    server_.handle(std::move(request), [&](HttpHandler::Render render) { out = render(); });
    loop_.run_for(0ms);
    return out;
  }
  HttpResponse send(const std::string& method, const std::string& target, const std::string& body,
                    const std::string& token) {
    return send({method, target, {{"x-lastwrite-token", token}}, body});
  }
  HttpResponse get(const std::string& target) { return send("GET", target, "", change()); }
  HttpResponse post(const std::string& target, const std::string& body) {
    return send("POST", target, body, change());
  }
  const std::string& change() const { return server_.access().change(); }
  const std::string& look() const { return server_.access().look(); }

  ManualScheduler loop_;
  NotedCluster cluster_{loop_};
  TempDirectory traces_;
  LossWatch watch_{traces_.path(), {kServedEu, kServedUs}, loop_};
  ClusterControl control_{cluster_,
                          watch_,
                          {{kServedEu, "127.0.0.1:8000"}, {kServedUs, "127.0.0.1:8001"}},
                          {{{kServedEu, kServedUs}, {}}, {{kServedUs, kServedEu}, {}}},
                          [this](const RegionName&) {
                            std::map<std::string, KeySchema> keys;
                            for (const std::string& name : cluster_.tables)
                              keys[name] = {{"id", KeyType::kString}, {}};
                            return keys;
                          }};
  Viewers viewers_{{.viewers_max = 2}};
  ConsoleFeed feed_{loop_, control_, viewers_};
  ControlServer server_{loop_, control_, feed_, {"<!doctype html><title>console</title>"}};
};

}  // namespace lastwrite
