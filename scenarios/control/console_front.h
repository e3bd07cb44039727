// What a control address answers before any cluster is asked: the page, which is for all, and
// refusals of who may not ask.
//
//   const ConsoleFront front{page};
//   if (auto response = front.answer(request)) return …;     // else the cluster may be asked
//
// A console that outlives its cluster (of a run: one for each strategy) keeps its front, and with
// it its addresses. Threading: const after construction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "region/api/http_message.h"
#include "scenarios/control/console_access.h"

namespace lastwrite {

struct ConsoleFront {
  std::string_view page = {};  // HTML; must outlive this. Empty: there is none
  ConsoleAccess access = {};

  std::optional<HttpResponse> answer(const HttpRequest& request) const;
};

HttpResponse json_response(int status, std::string body);
/// {"error": "…"}
HttpResponse error_response(int status, std::string_view why);

}  // namespace lastwrite
