#include "scenarios/control/control_server.h"

#include <charconv>
#include <memory>
#include <random>
#include <set>

#include <boost/json.hpp>

#include "scenarios/control/control_commands.h"
#include "scenarios/control/control_json.h"
#include "scenarios/engine/did_you_mean.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

std::string random_token() {
  std::random_device device;
  std::string token;
  for (int i = 0; i < 4; ++i) token += fmt::format("{:08x}", device());
  return token;
}

HttpResponse as_json(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

HttpResponse refused(const Error& error) {
  const int status = error.code == ErrorCode::kUsage ? 400 : 503;
  return as_json(status, json::serialize(json::object{{"error", error.message}}));
}

void answer(HttpHandler::Reply& reply, HttpResponse response) {
  reply([response = std::move(response)]() mutable { return std::move(response); });
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool escape = text[i] == '%' && i + 2 < text.size();
    if (escape) std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
    out += escape ? static_cast<char>(value) : text[i];
    if (escape) i += 2;
  }
  return out;
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
    known.complete = known.complete && one.state;
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
LossQuery query_of(std::string_view target) {
  LossQuery query;
  auto rest = target.substr(std::min(target.find('?'), target.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    if (pair.starts_with("after="))
      std::from_chars(pair.data() + 6, pair.data() + pair.size(), query.after);
    if (pair.starts_with("table=")) query.table = decoded(pair.substr(6));
    rest.remove_prefix(end);
  }
  return query;
}

}  // namespace

ControlServer::ControlServer(Scheduler& loop, ClusterControl& control,
                             std::vector<RegionName> regions)
    : loop_(loop), control_(control), regions_(std::move(regions)), token_(random_token()) {}

void ControlServer::handle(HttpRequest request, Reply reply) {
  const bool open = request.target == "/metrics";
  if (!open && request.header("x-lastwrite-token") != token_)
    return answer(reply, as_json(403, R"({"error":"this cluster is somebody else's"})"));
  loop_.post([this, request = std::move(request), reply = std::move(reply)]() mutable {
    on_loop(request, std::move(reply));
  });
}

void ControlServer::on_loop(const HttpRequest& request, Reply reply) {
  LossWatch& watch = control_.watch();
  if (request.method == "POST") {
    return run_command(
        control_, request.target.empty() ? "" : request.target.substr(1), request.body,
        [reply = std::move(reply)](Result<std::string> done) mutable {
          if (!done) return answer(reply, refused(done.error()));
          answer(reply, as_json(200, json::serialize(json::object{{"done", *done}})));
        });
  }
  watch.poll();
  if (request.target == "/metrics") {
    return answer(
        reply,
        {200, {{"Content-Type", "text/plain; version=0.0.4"}}, losses_metrics(regions_, watch)});
  }
  if (request.target != "/status" && !request.target.starts_with("/losses"))
    return answer(reply, as_json(404, R"({"error":"no such page"})"));
  // The regions are asked after the traces were read: what these tell of is older than the answer.
  control_.status([this, target = request.target, reply = std::move(reply)](
                      Result<std::vector<ControlledRegion>> regions) mutable {
    answer(reply, regions ? shown(target, *regions) : refused(regions.error()));
  });
}

HttpResponse ControlServer::shown(const std::string& target,
                                  const std::vector<ControlledRegion>& regions) {
  const KnownTables tables = known_tables(regions);
  LossWatch& watch = control_.watch();
  if (tables.complete) watch.keep_tables(tables.names);
  if (target == "/status") return as_json(200, status_json(regions, control_.links(), watch));
  const LossQuery query = query_of(target);
  if (!query.table.empty() && tables.any_answer && !tables.names.contains(query.table) &&
      !watch.ledger().has_table(query.table))
    return refused(no_such_table(query.table, tables.names));
  return as_json(200, losses_json(watch, query));
}

}  // namespace lastwrite
