// What a session of the API is called: its credential and its connection, or what its client says.
//
//   Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/2026…   on connection 3
//                                              -> "AKIDEXAMPLE#3@eu-west-1"
//   x-lastwrite-session: checkout-7            -> "checkout-7"
//
// Threading: pure functions.
#pragma once

#include <string>

#include "region/api/http_message.h"
#include "region/base/ids.h"

namespace lastwrite {

inline constexpr std::size_t kSessionNameBytesMax = 100;  // what is longer is cut

std::string session_of(const HttpRequest& request, const RegionName& region);

}  // namespace lastwrite
