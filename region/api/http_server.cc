// Each connection is a Session, kept alive by what it waits for: an operation of Asio, or the reply
// that the handler holds. All run on one thread. A reply comes from another one, which may also
// drop it at any time, after stop() too: hence the lock around the set of sessions, and a Session
// shares the ownership of what its socket stands on.
//
// A session only notes its deadline, and a sweep of all sessions now and then closes those that are
// past theirs: a timer of Asio for each step of each request cost a third of the system calls.
#include "region/api/http_server.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "region/api/event_stream.h"
#include "region/api/held_bytes.h"

namespace lastwrite {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Deadline = std::chrono::steady_clock::time_point;
using ErrorStatus = boost::system::error_code;

class HttpServer::Running : public std::enable_shared_from_this<HttpServer::Running> {
 public:
  Running(HttpHandler& handler, const HttpLimits& limits)
      : handler_(handler), limits_(limits), acceptor_(context_) {}

  Result<std::string> listen(const std::string& address);
  void serve() {
    accept();
    sweep();
    thread_ = std::thread([this] { context_.run(); });
  }
  void stop();

  HttpHandler& handler() { return handler_; }
  const HttpLimits& limits() const { return limits_; }
  std::size_t connections() const { return connections_; }

  class Session;
  void add(Session* session) {
    const std::lock_guard lock(mutex_);
    sessions_.insert(session);
    connections_ = sessions_.size();
  }
  void remove(Session* session) {
    const std::lock_guard lock(mutex_);
    sessions_.erase(session);
    connections_ = sessions_.size();
  }
  bool hold(std::size_t& held, std::size_t bytes) { return held_.hold(held, bytes); }
  /// Runs `task` on the network thread; drops it after the end.
  template <typename Task>
  void post(Task task) {
    const std::lock_guard lock(mutex_);
    if (!ended_) asio::post(context_, std::move(task));
  }

 private:
  void accept();
  void on_accept(const ErrorStatus& error, Socket socket);
  void sweep();
  void look_after();
  void close_all();

  HttpHandler& handler_;
  const HttpLimits limits_;
  asio::io_context context_{1};
  Acceptor acceptor_;
  std::thread thread_;
  asio::steady_timer retry_{context_};  // after a failed accept
  asio::steady_timer sweep_{context_};
  std::uint64_t last_connection_ = 0;
  std::atomic<std::size_t> connections_ = 0;
  HeldBytes held_{limits_.held_bytes};
  std::mutex mutex_;
  std::set<Session*> sessions_;
  bool ended_ = false;
};

class HttpServer::Running::Session
    : public std::enable_shared_from_this<HttpServer::Running::Session> {
 public:
  Session(std::shared_ptr<Running> server, Socket socket, std::uint64_t number)
      : server_(std::move(server)), stream_(std::move(socket)), number_(number) {
    server_->add(this);
  }
  ~Session() {
    server_->hold(held_, 0);
    server_->remove(this);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void read_header() {
    parser_.emplace();
    parser_->header_limit(server_->limits().header_bytes);
    parser_->body_limit(server_->limits().body_bytes);
    allow(server_->limits().idle);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                              self->on_header(error);
                            });
  }

  void close() {
    if (events_) events_->detach();
    ErrorStatus ignored;
    stream_.shutdown(Socket::shutdown_both, ignored);
    stream_.close(ignored);
  }
  Deadline deadline() const { return deadline_; }
  /// Says a word where nothing was said for long, so that nobody between takes the silence for the
  /// end. On the network thread.
  void beat(Deadline now) {
    if (!events_ || writing_ || now < silent_until_) return;
    outgoing_ = ":\n\n";
    write_events();
  }

 private:
  void allow(Duration time) { deadline_ = std::chrono::steady_clock::now() + time; }

  void on_header(const ErrorStatus& error) {
    if (error) return refuse(error);
    allow(server_->limits().slow);
    // A body in chunks does not say how long it will be.
    const auto length = parser_->content_length();
    const std::size_t most = parser_->chunked() ? server_->limits().body_bytes : 0;
    if (!server_->hold(held_, length ? *length : most)) return write({503, {}, ""}, /*keep=*/false);
    if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) return go_on();
    read_body();
  }

  void go_on() {
    interim_.emplace(http::status::continue_, parser_->get().version());
    http::async_write(stream_, *interim_,
                      [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                        if (!error) self->read_body();
                      });
  }

  void read_body() {
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                       if (error) return self->refuse(error);
                       self->handle();
                     });
  }

  // Where the client can still be told, it is; then the connection ends.
  void refuse(const ErrorStatus& error) {
    if (error == http::error::body_limit) return write({413, {}, ""}, /*keep=*/false);
    if (error == http::error::header_limit) return write({431, {}, ""}, /*keep=*/false);
    if (error.category() == http::make_error_code(http::error::end_of_stream).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      return write({400, {}, ""}, /*keep=*/false);
    }
    close();
  }

  void handle() {
    auto& message = parser_->get();
    HttpRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.connection = number_;
    for (const auto& field : message) {
      std::string name(field.name_string());
      for (char& c : name) c = beast::detail::ascii_tolower(c);
      request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    request.body = std::move(message.body());
    const bool keep = message.keep_alive();
    deadline_ = Deadline::max();
    server_->handler().handle(
        std::move(request), [self = shared_from_this(), keep](HttpHandler::Render render) {
          Running& server = *self->server_;
          server.post(
              [self, keep, render = std::move(render)]() mutable { self->write(render(), keep); });
        });
  }

  void write(HttpResponse response, bool keep) {
    if (response.events) return begin_events(std::move(response));
    if (!server_->hold(held_, response.body.size())) return write({503, {}, ""}, /*keep=*/false);
    response_.emplace();
    response_->result(static_cast<unsigned>(response.status));
    response_->version(11);
    for (const auto& [name, value] : response.headers) response_->insert(name, value);
    response_->body() = std::move(response.body);
    response_->keep_alive(keep);
    response_->prepare_payload();
    allow(server_->limits().slow);
    http::async_write(stream_, *response_,
                      [self = shared_from_this(), keep](const ErrorStatus& error, std::size_t) {
                        if (error) return;
                        self->response_.reset();
                        self->server_->hold(self->held_, 0);
                        if (keep) return self->read_header();
                        self->close();
                      });
  }

  // The head has no length: the body goes on until the connection ends.
  void begin_events(HttpResponse response) {
    interim_.emplace(static_cast<http::status>(response.status), 11);
    for (const auto& [name, value] : response.headers) interim_->insert(name, value);
    interim_->keep_alive(false);
    events_ = std::move(response.events);
    writing_ = true;
    allow(server_->limits().slow);
    http::async_write(stream_, *interim_,
                      [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                        if (error) return self->close();
                        self->follow_events();
                      });
  }

  // The client has nothing more to say: what can be read is its end.
  void follow_events() {
    events_->attach([weak = weak_from_this()] {
      const auto self = weak.lock();
      if (self) self->server_->post([self] { self->pump_events(); });
    });
    stream_.async_wait(Socket::wait_read,
                       [self = shared_from_this()](const ErrorStatus&) { self->close(); });
    writing_ = false;
    pump_events();
  }

  void pump_events() {
    if (!stream_.is_open()) return;
    if (events_->overrun()) return close();
    if (writing_) return;
    const bool last = events_->ended();
    outgoing_ = events_->take();
    if (!outgoing_.empty()) return write_events();
    if (last) return close();
    deadline_ = Deadline::max();
    silent_until_ = std::chrono::steady_clock::now() + server_->limits().heartbeat;
  }

  void write_events() {
    writing_ = true;
    allow(server_->limits().slow);
    asio::async_write(stream_, asio::buffer(outgoing_),
                      [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                        self->writing_ = false;
                        if (error) return self->close();
                        self->pump_events();
                      });
  }

  const std::shared_ptr<Running> server_;
  Socket stream_;
  Deadline deadline_ = Deadline::max();  // of the step that is under way
  const std::uint64_t number_;
  std::size_t held_ = 0;  // bytes of the request, then of the response
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::empty_body>> interim_;
  std::optional<http::response<http::string_body>> response_;
  std::shared_ptr<EventStream> events_;  // where the response is one
  std::string outgoing_;                 // of the events: what is being written
  bool writing_ = false;
  Deadline silent_until_ = Deadline::max();  // then a comment is due
};

Result<std::string> HttpServer::Running::listen(const std::string& address) {
  const auto colon = address.rfind(':');
  ErrorStatus error;
  const auto host =
      asio::ip::make_address(address.substr(0, std::min(colon, address.size())), error);
  unsigned port = 0;
  const char* const end = address.data() + address.size();
  const char* const digits = colon == std::string::npos ? end : address.data() + colon + 1;
  const auto [stop, bad] = std::from_chars(digits, end, port);
  if (error || bad != std::errc{} || stop != end || port > 65535)
    return fail(ErrorCode::kUsage, "'{}' is no address: write IP:PORT, such as 127.0.0.1:8000",
                address);
  const tcp::endpoint endpoint(host, static_cast<std::uint16_t>(port));
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(ErrorCode::kUsage, "cannot listen on {}: {}", address, error.message());
  return fmt::format("{}:{}", address.substr(0, colon), acceptor_.local_endpoint().port());
}

void HttpServer::Running::accept() {
  acceptor_.async_accept([self = shared_from_this()](const ErrorStatus& error, Socket socket) {
    self->on_accept(error, std::move(socket));
  });
}

void HttpServer::Running::on_accept(const ErrorStatus& error, Socket socket) {
  if (!acceptor_.is_open()) return;
  if (error) {  // out of descriptors, most likely: some may come back
    retry_.expires_after(std::chrono::milliseconds(100));
    retry_.async_wait([self = shared_from_this()](const ErrorStatus& cancelled) {
      if (!cancelled && self->acceptor_.is_open()) self->accept();
    });
    return;
  }
  if (connections_ < limits_.connections) {
    ErrorStatus ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    std::make_shared<Session>(shared_from_this(), std::move(socket), ++last_connection_)
        ->read_header();
  }
  accept();
}

// Often enough that no deadline is missed by more than a quarter of the shortest.
void HttpServer::Running::sweep() {
  const Duration shortest = std::min({limits_.idle, limits_.slow, limits_.heartbeat});
  sweep_.expires_after(std::clamp<Duration>(shortest / 4, 5ms, 1s));
  sweep_.async_wait([self = shared_from_this()](const ErrorStatus& cancelled) {
    if (cancelled || !self->acceptor_.is_open()) return;
    self->look_after();
    self->held_.trim();
    self->sweep();
  });
}

void HttpServer::Running::look_after() {
  const Deadline now = std::chrono::steady_clock::now();
  std::vector<std::shared_ptr<Session>> here;  // for the lock's sake: one that ends takes it
  {
    const std::lock_guard lock(mutex_);
    for (Session* session : sessions_) here.push_back(session->weak_from_this().lock());
  }
  for (const auto& session : here) {
    if (!session) continue;
    session->deadline() < now ? session->close() : session->beat(now);
  }
}

void HttpServer::Running::close_all() {
  ErrorStatus ignored;
  acceptor_.close(ignored);
  retry_.cancel();
  sweep_.cancel();
  const std::lock_guard lock(mutex_);
  for (Session* session : sessions_) session->close();
}

// With every socket closed the thread runs out of work. What a reply posted in the last moment is
// run here: it finds its socket closed.
void HttpServer::Running::stop() {
  if (!thread_.joinable()) return;
  post([self = shared_from_this()] { self->close_all(); });
  thread_.join();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  context_.restart();
  context_.poll();
}

HttpServer::HttpServer() = default;

HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const std::string& address,
                                                      HttpHandler& handler,
                                                      const HttpLimits& limits) {
  std::unique_ptr<HttpServer> server(new HttpServer());
  server->running_ = std::make_shared<Running>(handler, limits);
  const Result<std::string> bound = server->running_->listen(address);
  if (!bound) return propagate(bound);
  server->address_ = *bound;
  server->running_->serve();
  return server;
}

std::size_t HttpServer::connections() const {
  return running_->connections();
}

void HttpServer::stop() {
  running_->stop();
}

}  // namespace lastwrite
