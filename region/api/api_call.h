// One operation of the DynamoDB API, between its JSON and the engine.
//
// An operation reads its request on a network thread, runs on the region's loop, and is rendered on
// a network thread again:
//
//   void get_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply) {
//     JsonFields in(body);
//     GetItemInput input{in.table(), in.item("Key")};
//     if (const auto read = in.finish(); !read) return refuse(reply, read.error());
//     run<GetItemOutput>(context, [=, &engine = context.engine] { return get_item(engine, input);
//     },
//                        [](const GetItemOutput& output) { return …; }, std::move(reply));
//   }
//
// A client that asks alone is answered sooner when its network thread is the loop for a moment
// (Scheduler::offer); with several, the threads share the work and writes share commits.
//
// Threading: as above. What the context refers to outlives every call; the context itself lives as
// long as the call of the operation.
#pragma once

#include <string>
#include <utility>

#include <absl/functional/any_invocable.h>

#include "region/api/session_book.h"
#include "region/base/scheduler.h"
#include "region/engine/engine.h"
#include "region/engine/group_commit.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

/// An error and what stands beside it in its JSON: `"Item":{…}`, without braces or commas around.
struct ApiError {
  Error error;
  std::string members = {};
};

/// The answer's JSON, or an error.
using ApiAnswer = tl::expected<std::string, ApiError>;
/// Makes the answer; called once, on a network thread.
using ApiRender = absl::AnyInvocable<ApiAnswer()>;
/// Takes the answer; called once, on any thread.
using ApiReply = absl::AnyInvocable<void(ApiRender)>;

struct ApiContext {
  Scheduler& loop;  // its post() may be called from any thread
  GroupCommit& commits;
  Engine& engine;
  bool global_tables = false;       // a table that is made is made in all regions
  SessionBook* sessions = nullptr;  // nullptr: nobody asks who did what
  std::string session = {};         // whose request this is
  bool alone = false;  // no other client seems to ask: its thread may do the work itself
};

using ApiOperation = void (*)(const boost::json::object& body, ApiContext& context, ApiReply reply);

inline void refuse(ApiReply& reply, const Error& error) {
  reply([error]() -> ApiAnswer { return tl::unexpected(ApiError{error}); });
}

/// Runs `operation` on the loop, in a turn of the group commit, and renders what it came to.
template <typename T>
void run(ApiContext& context, absl::AnyInvocable<Result<T>()> operation,
         absl::AnyInvocable<ApiAnswer(T)> render, ApiReply reply) {
  auto task = [context, operation = std::move(operation), render = std::move(render),
               reply = std::move(reply)]() mutable {
    context.commits.submit<T>(
        [sessions = context.sessions, session = std::move(context.session),
         operation = std::move(operation)]() mutable {
          const SessionScope scope(sessions, std::move(session));
          return operation();
        },
        [render = std::move(render), reply = std::move(reply)](Result<T> result) mutable {
          reply([render = std::move(render), result = std::move(result)]() mutable -> ApiAnswer {
            if (!result) return tl::unexpected(ApiError{result.error()});
            return render(*std::move(result));
          });
        });
  };
  context.alone ? context.loop.offer(std::move(task)) : context.loop.post(std::move(task));
}

}  // namespace lastwrite
