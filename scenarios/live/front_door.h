// One address for all regions: a request goes to the region that it names.
//
//   auto front = FrontDoor::open("127.0.0.1:8100", {{RegionName("eu-west-1"), "127.0.0.1:8001"}});
//   (*front)->address()
//
// The region is that of an ARN that names the table or the stream, else that of the signature's
// scope, else the first. Requests are handed on as they came, with a connection of their own each,
// so that signatures stay valid; a header x-lastwrite-session keeps the requests of one client
// connection together.
// Threading: a thread of its own takes requests, another hands them on. Destruction ends both.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "region/api/http_message.h"
#include "region/base/ids.h"
#include "region/base/result.h"

namespace lastwrite {

/// Region and "127.0.0.1:8000".
using FrontRoutes = std::vector<std::pair<RegionName, std::string>>;

/// Where `request` belongs: the address of its region. Empty: it names a region that is not there.
std::string route_of(const HttpRequest& request, const FrontRoutes& routes);

class FrontDoor {
 public:
  /// kUsage when it cannot listen on `address`. Requires: a route.
  static Result<std::unique_ptr<FrontDoor>> open(const std::string& address, FrontRoutes routes);
  ~FrontDoor();

  const std::string& address() const;

 private:
  class Forwarder;
  FrontDoor();
  std::unique_ptr<Forwarder> forwarder_;
};

}  // namespace lastwrite
