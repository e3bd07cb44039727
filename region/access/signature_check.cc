#include "region/access/signature_check.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "region/access/canonical_request.h"
#include "region/access/hmac.h"

namespace lastwrite {
namespace {

using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::chrono::minutes kSkew{15};

int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
  return value;
}

// "20150830T123600Z".
std::optional<sys_seconds> parse_time(std::string_view text) {
  if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  for (std::size_t i = 0; i < 15; ++i) {
    if (i != 8 && (text[i] < '0' || text[i] > '9')) return std::nullopt;
  }
  const std::chrono::year_month_day day{
      std::chrono::year(number_at(text, 0, 4)),
      std::chrono::month(static_cast<unsigned>(number_at(text, 4, 2))),
      std::chrono::day(static_cast<unsigned>(number_at(text, 6, 2)))};
  if (!day.ok()) return std::nullopt;
  return sys_days(day) + std::chrono::hours(number_at(text, 9, 2)) +
         std::chrono::minutes(number_at(text, 11, 2)) + seconds(number_at(text, 13, 2));
}

std::string time_text(sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

// What must be signed where it is there: the host, and all that steers the request.
Result<void> check_signed_headers(const SignedRequest& request, const Signature& signature) {
  const auto& names = signature.signed_headers;
  const auto is_signed = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!is_signed("host"))
    return fail(ErrorCode::kInvalidSignature,
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  for (const auto& [name, value] : request.headers) {
    if (name.starts_with("x-amz-") && !is_signed(name))
      return fail(ErrorCode::kInvalidSignature,
                  "'{}' must be a 'SignedHeader' in the AWS Authorization.", name);
  }
  return {};
}

Failure mismatch() {
  return fail(
      ErrorCode::kInvalidSignature,
      "The request signature we calculated does not match the signature you provided. Check "
      "your AWS Secret Access Key and signing method. Consult the service documentation for "
      "details.");
}

}  // namespace

Result<void> SignatureCheck::check_scope(const Signature& signature) const {
  const CredentialScope& scope = signature.scope;
  std::string wrong;
  if (scope.region != region_.text)
    wrong += fmt::format("Credential should be scoped to a valid region, not '{}'. ", scope.region);
  if (scope.service != "dynamodb")
    wrong += "Credential should be scoped to correct service: 'dynamodb'. ";
  if (scope.terminator != "aws4_request")
    wrong += fmt::format(
        "Credential should be scoped with a valid terminator: 'aws4_request', not '{}'. ",
        scope.terminator);
  if (scope.date != signature.time.substr(0, 8))
    wrong += fmt::format(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
        "'{}' != '{}', from '{}'. ",
        scope.date, signature.time.substr(0, 8), signature.time);
  if (wrong.empty()) return {};
  wrong.pop_back();
  return fail(ErrorCode::kInvalidSignature, "{}", wrong);
}

Result<void> SignatureCheck::check_time(const Signature& signature) const {
  const std::optional<sys_seconds> time = parse_time(signature.time);
  if (!time)
    return fail(ErrorCode::kIncompleteSignature,
                "Date must be in ISO-8601 'basic format'. Got '{}'. See "
                "http://en.wikipedia.org/wiki/ISO_8601",
                signature.time);
  const sys_seconds now(
      std::chrono::floor<seconds>(std::chrono::nanoseconds(clock_.wall_now().ns)));
  const seconds valid =
      signature.valid_seconds == 0 ? seconds(kSkew) : seconds(signature.valid_seconds);
  if (*time + valid < now)
    return fail(ErrorCode::kInvalidSignature,
                "Signature expired: {} is now earlier than {} ({} - {} min.)", signature.time,
                time_text(now - valid), time_text(now),
                std::chrono::ceil<std::chrono::minutes>(valid).count());
  if (*time > now + kSkew)
    return fail(ErrorCode::kInvalidSignature,
                "Signature not yet current: {} is still later than {} ({} + 15 min.)",
                signature.time, time_text(now + kSkew), time_text(now));
  return {};
}

Result<void> SignatureCheck::verify(const SignedRequest& request) const {
  const Result<Signature> signature = read_signature(request);
  if (!signature) return propagate(signature);
  const std::string* secret = credentials_.secret_of(signature->scope.access_key);
  if (secret == nullptr)
    return fail(ErrorCode::kUnrecognizedClient,
                "The security token included in the request is invalid.");
  if (const auto time = check_time(*signature); !time) return time;
  if (const auto scope = check_scope(*signature); !scope) return scope;
  if (const auto headers = check_signed_headers(request, *signature); !headers) return headers;
  const std::string text = string_to_sign(canonical_request(request, *signature), *signature);
  const std::string expected = sign(text, *secret, signature->scope);
  return equal_in_constant_time(expected, signature->signature) ? Result<void>{} : mismatch();
}

}  // namespace lastwrite
