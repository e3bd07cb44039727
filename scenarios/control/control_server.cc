#include "scenarios/control/control_server.h"

#include <charconv>
#include <memory>
#include <set>

#include <boost/json.hpp>

#include "scenarios/control/control_commands.h"
#include "scenarios/control/control_json.h"
#include "scenarios/control/item_requests.h"
#include "scenarios/engine/did_you_mean.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

HttpResponse refused(const Error& error) {
  const bool asked_wrongly = error.code == ErrorCode::kUsage ||
                             error.code == ErrorCode::kValidation ||
                             error.code == ErrorCode::kSerialization;
  return error_response(asked_wrongly ? 400 : 503, error.message);
}

void answer(HttpHandler::Reply& reply, HttpResponse response) {
  reply([response = std::move(response)]() mutable { return std::move(response); });
}

// What the regions say of their tables.
struct KnownTables {
  std::set<std::string> names = {};
  bool complete = true;  // every region has answered
  bool any_answer = false;
};

KnownTables known_tables(const std::vector<ControlledRegion>& regions) {
  KnownTables known;
  for (const ControlledRegion& one : regions) {
    known.complete = known.complete && one.state && !one.silent;
    known.any_answer = known.any_answer || one.state;
    if (one.state) known.names.insert(one.state->tables.begin(), one.state->tables.end());
  }
  return known;
}

Error no_such_table(const std::string& name, const std::set<std::string>& names) {
  const std::string near = did_you_mean(name, {names.begin(), names.end()});
  return {ErrorCode::kUsage,
          names.empty() ? fmt::format("there is no table '{}' here, and no other", name)
          : near.empty()
              ? fmt::format("there is no table '{}' here: {}", name, fmt::join(names, ", "))
              : fmt::format("there is no table '{}' here{}", name, near)};
}

// "/losses?after=3&table=Orders"
Result<LossQuery> query_of(const RequestTarget& target) {
  LossQuery query{0, target.parameter("table")};
  const std::string after = target.parameter("after");
  const char* end = after.data() + after.size();
  const auto [stop, error] = std::from_chars(after.data(), end, query.after);
  if (after.empty() || (error == std::errc{} && stop == end)) return query;
  return fail(ErrorCode::kUsage, "'after' takes the number of a loss, 0 or more, not '{}'", after);
}

}  // namespace

ControlServer::ControlServer(Scheduler& loop, ClusterControl& control, ConsoleFeed& feed,
                             ConsoleFront front)
    : loop_(loop), control_(control), feed_(feed), front_(std::move(front)) {}

void ControlServer::handle(HttpRequest request, Reply reply) {
  if (auto response = front_.answer(request)) return answer(reply, *std::move(response));
  const Access access = front_.access.of(request);
  loop_.post([this, access, request = std::move(request), reply = std::move(reply)]() mutable {
    on_loop(request, access, std::move(reply));
  });
}

void ControlServer::on_loop(const HttpRequest& request, Access access, Reply reply) {
  if (request.method == "POST") return change(request, std::move(reply));
  if (request.method != "GET" && request.method != "HEAD")
    return answer(reply, error_response(405, "GET looks, POST changes"));
  const RequestTarget target(request.target);
  if (target.path != "/events") return look(target, std::move(reply));
  auto stream = feed_.join(access == Access::kChange);
  if (!stream) return answer(reply, error_response(503, "too many are watching already"));
  answer(reply, {200,
                 {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}},
                 "",
                 std::move(stream)});
}

void ControlServer::change(const HttpRequest& request, Reply reply) {
  const auto answered =
      [reply = std::make_shared<Reply>(std::move(reply))](const Result<std::string>& body) {
        answer(*reply, body ? json_response(200, *body) : refused(body.error()));
      };
  if (request.target == "/item") return write_item(control_, request.body, answered);
  run_command(control_, request.target.empty() ? "" : request.target.substr(1), request.body,
              [this, answered](const Result<std::string>& done) {
                feed_.changed();
                if (!done) return answered(done);
                answered(json::serialize(json::object{{"done", *done}}));
              });
}

void ControlServer::look(const RequestTarget& target, Reply reply) {
  LossWatch& watch = control_.watch();
  watch.poll();
  if (target.path == "/metrics") {
    std::vector<RegionName> regions;
    for (const ControlledRegion& one : control_.regions()) regions.push_back(one.region);
    return answer(
        reply,
        {200, {{"Content-Type", "text/plain; version=0.0.4"}}, losses_metrics(regions, watch)});
  }
  if (target.path == "/item") {
    return read_item(control_, target,
                     [reply = std::move(reply)](const Result<std::string>& body) mutable {
                       answer(reply, body ? json_response(200, *body) : refused(body.error()));
                     });
  }
  if (target.path != "/status" && target.path != "/losses")
    return answer(reply, error_response(404, "no such page"));
  // The regions are asked after the traces were read: what these tell of is older than the answer.
  feed_.states().ask([this, target, reply = std::move(reply)](
                         Result<std::vector<ControlledRegion>> regions) mutable {
    answer(reply, regions ? shown(target, *regions) : refused(regions.error()));
  });
}

HttpResponse ControlServer::shown(const RequestTarget& target,
                                  const std::vector<ControlledRegion>& regions) {
  const KnownTables tables = known_tables(regions);
  LossWatch& watch = control_.watch();
  if (tables.complete) watch.keep_tables(tables.names);
  if (target.path == "/status")
    return json_response(200, status_json(regions, control_.links(), watch));
  const Result<LossQuery> asked = query_of(target);
  if (!asked) return refused(asked.error());
  const LossQuery& query = *asked;
  if (!query.table.empty() && tables.any_answer && !tables.names.contains(query.table) &&
      !watch.ledger().has_table(query.table))
    return refused(no_such_table(query.table, tables.names));
  return json_response(200, losses_json(watch, query));
}

}  // namespace lastwrite
