#include "scenarios/live/front_door.h"

#include <thread>

#include <boost/asio/connect.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include "region/api/http_server.h"

namespace lastwrite {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using ErrorStatus = boost::system::error_code;
namespace {

constexpr Duration kPatience = std::chrono::seconds(60);
constexpr std::uint64_t kAnswerBytesMax = 64 * 1024 * 1024;

HttpHandler::Render refused(int status, const std::string& type, const std::string& message) {
  return [=] {
    return HttpResponse{status,
                        {{"Content-Type", "application/x-amz-json-1.0"}},
                        fmt::format(R"({{"__type":"{}","message":"{}"}})", type, message)};
  };
}

// One request on its way to its region and back. Keeps itself alive.
class Errand : public std::enable_shared_from_this<Errand> {
 public:
  Errand(asio::io_context& context, HttpRequest request, HttpHandler::Reply reply)
      : stream_(context), reply_(std::move(reply)) {
    out_.method_string(request.method);
    out_.target(request.target);
    out_.version(11);
    bool has_session = false;
    for (const auto& [name, value] : request.headers) {
      if (name == "content-length" || name == "transfer-encoding" || name == "connection" ||
          name == "expect")
        continue;
      has_session = has_session || name == "x-lastwrite-session";
      out_.insert(name, value);
    }
    if (!has_session)
      out_.insert("x-lastwrite-session", fmt::format("front-{}", request.connection));
    out_.body() = std::move(request.body);
    out_.keep_alive(false);
    out_.prepare_payload();
    parser_.body_limit(kAnswerBytesMax);
  }

  void run(const std::string& address) {
    const auto colon = address.rfind(':');
    const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)));
    const tcp::endpoint to(asio::ip::make_address(address.substr(0, colon)), port);
    stream_.expires_after(kPatience);
    stream_.async_connect(to, [self = shared_from_this()](const ErrorStatus& error) {
      error ? self->fail_with(error) : self->send();
    });
  }

 private:
  void send() {
    http::async_write(stream_, out_,
                      [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                        error ? self->fail_with(error) : self->receive();
                      });
  }
  void receive() {
    http::async_read(stream_, buffer_, parser_,
                     [self = shared_from_this()](const ErrorStatus& error, std::size_t) {
                       error ? self->fail_with(error) : self->answer();
                     });
  }
  void answer() {
    HttpResponse response{static_cast<int>(parser_.get().result_int()), {}, ""};
    for (const auto& field : parser_.get()) {
      const bool of_this_hop = field.name() == http::field::content_length ||
                               field.name() == http::field::connection ||
                               field.name() == http::field::transfer_encoding;
      if (!of_this_hop)
        response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    }
    response.body = std::move(parser_.get().body());
    reply_([response = std::move(response)]() mutable { return std::move(response); });
  }
  void fail_with(const ErrorStatus& error) {
    reply_(refused(503, "com.amazon.coral.service#ServiceUnavailable",
                   "The region cannot be reached: " + error.message()));
  }

  beast::tcp_stream stream_;
  HttpHandler::Reply reply_;
  http::request<http::string_body> out_;
  beast::flat_buffer buffer_;
  http::response_parser<http::string_body> parser_;
};

}  // namespace

class FrontDoor::Forwarder final : public HttpHandler {
 public:
  explicit Forwarder(FrontRoutes routes) : routes_(std::move(routes)) {}
  ~Forwarder() override {
    if (server_) server_->stop();
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }
  Forwarder(const Forwarder&) = delete;
  Forwarder& operator=(const Forwarder&) = delete;

  Result<void> listen(const std::string& address) {
    auto server = HttpServer::start(address, *this, {});
    if (!server) return propagate(server);
    server_ = std::move(*server);
    thread_ = std::thread([this] { context_.run(); });
    return {};
  }
  const std::string& address() const { return server_->address(); }

  void handle(HttpRequest request, Reply reply) override {
    const std::string to = route_of(request, routes_);
    if (to.empty())
      return reply(refused(400, "com.amazon.coral.service#InvalidSignatureException",
                           "Credential should be scoped to a valid region."));
    asio::post(context_,
               [this, to, request = std::move(request), reply = std::move(reply)]() mutable {
                 std::make_shared<Errand>(context_, std::move(request), std::move(reply))->run(to);
               });
  }

 private:
  const FrontRoutes routes_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

FrontDoor::FrontDoor() = default;
FrontDoor::~FrontDoor() = default;

Result<std::unique_ptr<FrontDoor>> FrontDoor::open(const std::string& address, FrontRoutes routes) {
  std::unique_ptr<FrontDoor> front(new FrontDoor());
  front->forwarder_ = std::make_unique<Forwarder>(std::move(routes));
  if (const auto listening = front->forwarder_->listen(address); !listening)
    return propagate(listening);
  return front;
}

const std::string& FrontDoor::address() const {
  return forwarder_->address();
}

}  // namespace lastwrite
