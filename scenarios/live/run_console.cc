#include "scenarios/live/run_console.h"

#include "scenarios/control/cluster_console.h"

namespace lastwrite {
namespace {

constexpr Duration kFarewellPatience = 1s;

}  // namespace

Result<std::unique_ptr<RunConsole>> RunConsole::open(const std::string& listen,
                                                     std::string_view page) {
  std::unique_ptr<RunConsole> console(new RunConsole(page));
  auto http = HttpServer::start(listen, *console, {});
  if (!http) return propagate(http);
  console->http_ = *std::move(http);
  return console;
}

// Before the members go, of which handle() makes use; none where it could not listen.
RunConsole::~RunConsole() {
  if (http_) http_->stop();
}

std::string RunConsole::address() const {
  return fmt::format("http://{}/#{}", from_here(http_->address()), front_.access.look());
}

void RunConsole::show(HttpHandler& server) {
  const std::lock_guard lock(mutex_);
  server_ = &server;
}

void RunConsole::hide(const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    server_ = nullptr;
  }
  set_note({why});
}

void RunConsole::end(const ConsoleNote& note) {
  set_note(note);
  viewers_.end(kFarewellPatience);
  http_->stop();
}

void RunConsole::set_note(const ConsoleNote& note) {
  {
    const std::lock_guard lock(mutex_);
    note_ = note;
  }
  viewers_.tell("note", note_json(note));
}

void RunConsole::handle(HttpRequest request, Reply reply) {
  const std::lock_guard lock(mutex_);
  if (server_ != nullptr) return server_->handle(std::move(request), std::move(reply));
  reply([response = idle(request)]() mutable { return std::move(response); });
}

HttpResponse RunConsole::idle(const HttpRequest& request) {
  if (auto response = front_.answer(request)) return *std::move(response);
  const auto stream = request.target == "/events" ? viewers_.join() : nullptr;
  if (!stream) return error_response(503, note_.sentence);
  stream->send(event_text("hello", R"({"may_change":false,"seconds":[]})"));
  stream->send(event_text("note", note_json(note_)));
  return {200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}, "", stream};
}

}  // namespace lastwrite
