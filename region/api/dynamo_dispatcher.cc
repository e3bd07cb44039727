#include "region/api/dynamo_dispatcher.h"

#include <array>
#include <memory>
#include <random>

#include <boost/json.hpp>

#include "region/access/signature_check.h"
#include "region/api/content_coding.h"
#include "region/api/operation_table.h"
#include "region/api/session_name.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kJsonDepthMax = 200;               // an item of 32 levels takes some 70
constexpr std::size_t kBodyBytesMax = 16 * 1024 * 1024;  // unpacked, as HttpLimits::body_bytes
constexpr std::size_t kWorthGzip = 1024;

// 52 characters of base 32, as DynamoDB's.
std::string request_id() {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  thread_local std::mt19937_64 random{std::random_device{}()};
  std::string id(52, 'A');
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < id.size(); ++i, bits >>= 5) {
    if (i % 12 == 0) bits = random();
    id[i] = kDigits[bits % kDigits.size()];
  }
  return id;
}

// Which of AWS's name spaces an exception belongs to.
std::string_view name_space(ErrorCode code) {
  switch (code) {
    case ErrorCode::kSerialization:
    case ErrorCode::kUnknownOperation:
    case ErrorCode::kMissingAuthentication:
    case ErrorCode::kIncompleteSignature:
    case ErrorCode::kUnrecognizedClient:
    case ErrorCode::kInvalidSignature:
      return "com.amazon.coral.service#";
    case ErrorCode::kValidation:
    case ErrorCode::kItemTooLarge:
      return "com.amazon.coral.validate#";
    default:
      return "com.amazonaws.dynamodb.v20120810#";
  }
}

// Some exceptions spell the member with a capital (botocore's model).
std::string_view message_member(ErrorCode code) {
  const bool capital = code == ErrorCode::kTransactionCanceled ||
                       code == ErrorCode::kIdempotentMismatch || code == ErrorCode::kSerialization;
  return capital ? "Message" : "message";
}

// Errors that AWS has no name for stay inside: the client learns that something failed here.
Error told_as(const Error& error) {
  if (!traits(error.code).wire_name.empty()) return error;
  return {ErrorCode::kInternal, error.message};
}

std::string error_body(const ApiError& failure) {
  json::object body{{"__type", fmt::format("{}{}", name_space(failure.error.code),
                                           traits(failure.error.code).wire_name)}};
  if (!failure.error.message.empty())
    body[message_member(failure.error.code)] = failure.error.message;
  std::string text = json::serialize(body);
  if (failure.members.empty()) return text;
  text.pop_back();
  return text + "," + failure.members + "}";
}

std::string crc_text(std::string_view body) {
  return std::to_string(crc32_of(body));
}

HttpResponse with_envelope(int status, std::string body) {
  const std::string crc = crc_text(body);
  HttpResponse response{status, {}, std::move(body)};
  response.headers = {{"Content-Type", "application/x-amz-json-1.0"},
                      {"x-amzn-RequestId", request_id()},
                      {"x-amz-crc32", crc},
                      {"Access-Control-Allow-Origin", "*"}};
  return response;
}

HttpResponse failed(const ApiError& failure) {
  const ApiError known{told_as(failure.error), failure.members};
  return with_envelope(traits(known.error.code).http_status, error_body(known));
}

HttpResponse to_http(const ApiAnswer& answer) {
  return answer ? with_envelope(200, *answer) : failed(answer.error());
}

// The check sum is over the bytes that are sent.
HttpResponse packed(HttpResponse response) {
  if (response.body.size() < kWorthGzip) return response;
  response.body = gzip(response.body);
  for (auto& [name, value] : response.headers) {
    if (name == "x-amz-crc32") value = crc_text(response.body);
  }
  response.headers.emplace_back("Content-Encoding", "gzip");
  return response;
}

HttpHandler::Reply with_packing(HttpHandler::Reply reply) {
  return [reply = std::move(reply)](HttpHandler::Render render) mutable {
    reply([render = std::move(render)]() mutable { return packed(render()); });
  };
}

Result<void> unpack(HttpRequest& request) {
  const std::string_view coding = request.header("content-encoding");
  if (coding.empty() || coding == "identity") return {};
  if (coding != "gzip") return fail(ErrorCode::kSerialization, "");
  auto plain = gunzip(request.body, kBodyBytesMax);
  if (!plain) return propagate(plain);
  request.body = *std::move(plain);
  return {};
}

// What browsers ask before they send.
HttpResponse preflight(const HttpRequest& request) {
  HttpResponse response;
  response.headers = {{"Access-Control-Allow-Origin", "*"},
                      {"Access-Control-Allow-Methods", "POST, GET, OPTIONS"},
                      {"Access-Control-Max-Age", "172800"}};
  if (const auto wanted = request.header("access-control-request-headers"); !wanted.empty())
    response.headers.emplace_back("Access-Control-Allow-Headers", std::string(wanted));
  return response;
}

bool is_json(std::string_view content_type) {
  return content_type.starts_with("application/x-amz-json-1.") ||
         content_type.starts_with("application/json");
}

json::value parse(std::string_view text, boost::system::error_code& error) {
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  return json::parse({text.data(), text.size()}, error, {}, options);
}

}  // namespace

void DynamoDispatcher::handle(HttpRequest request, Reply reply) {
  const auto at_once = [&reply](HttpResponse response) {
    reply([response = std::move(response)]() mutable { return std::move(response); });
  };
  if (request.method == "GET") {
    return at_once({200,
                    {{"Content-Type", "text/plain"}},
                    fmt::format("healthy: dynamodb.{}.amazonaws.com ", context_.engine.region())});
  }
  if (request.method == "OPTIONS") return at_once(preflight(request));
  if (request.method != "POST" || !is_json(request.header("content-type")))
    return at_once({404, {}, "<UnknownOperationException/>\n"});

  const ApiOperation operation = find_operation(request.header("x-amz-target"));
  if (operation == nullptr) return at_once(failed({{ErrorCode::kUnknownOperation, ""}}));
  if (signatures_ != nullptr) {
    const SignedRequest covered{request.method, request.target, request.headers, request.body};
    if (const auto signed_well = signatures_->verify(covered); !signed_well)
      return at_once(failed({signed_well.error()}));
  }
  if (takes_gzip(request.header("accept-encoding"))) reply = with_packing(std::move(reply));
  if (const auto plain = unpack(request); !plain) return at_once(failed({plain.error()}));
  boost::system::error_code error;
  const json::value body = parse(request.body, error);
  if (error || !body.is_object()) return at_once(failed({{ErrorCode::kSerialization, ""}}));
  const auto context = std::make_shared<ApiContext>(context_);
  context->alone = last_connection_.exchange(request.connection) == request.connection;
  if (context->sessions) context->session = session_of(request, context->engine.region());
  operation(body.get_object(), *context,
            [reply = std::move(reply), context](ApiRender render) mutable {
              reply([render = std::move(render)]() mutable { return to_http(render()); });
            });
}

}  // namespace lastwrite
