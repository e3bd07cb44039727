#include "region/access/signature.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace lastwrite {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                        hex_digit(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::optional<std::string> find(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// "AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…": commas or spaces between them.
Pairs header_parameters(std::string_view authorization) {
  Pairs out;
  authorization.remove_prefix(std::min(authorization.find(' '), authorization.size()));
  for (const std::string& part : split(authorization, ',')) {
    for (const std::string& word : split(without_blanks(part), ' ')) {
      const auto equals = word.find('=');
      if (equals != std::string::npos)
        out.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
  }
  return out;
}

Result<CredentialScope> read_scope(const std::string& text) {
  const std::vector<std::string> parts = split(text, '/');
  if (parts.size() != 5)
    return fail(ErrorCode::kIncompleteSignature,
                "Credential must have exactly 5 slash-delimited elements, e.g. "
                "keyid/date/region/service/term, got '{}'",
                text);
  return CredentialScope{parts[0], parts[1], parts[2], parts[3], parts[4]};
}

Result<Signature> read_header(const SignedRequest& request, std::string_view authorization) {
  const Pairs parameters = header_parameters(authorization);
  std::string missing;
  for (const char* name : {"Credential", "Signature", "SignedHeaders"}) {
    if (find(parameters, name).value_or("").empty())
      missing += fmt::format("Authorization header requires '{}' parameter. ", name);
  }
  std::string_view time = request.header("x-amz-date");
  if (time.empty()) time = request.header("date");
  if (time.empty())
    missing +=
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  if (!missing.empty())
    return fail(ErrorCode::kIncompleteSignature, "{}Authorization={}", missing, authorization);
  auto scope = read_scope(*find(parameters, "Credential"));
  if (!scope) return propagate(scope);
  return Signature{*std::move(scope), split(*find(parameters, "SignedHeaders"), ';'),
                   *find(parameters, "Signature"), std::string(time)};
}

Result<Signature> read_query(const Pairs& query) {
  std::string missing;
  for (const char* name : {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature",
                           "X-Amz-SignedHeaders", "X-Amz-Date"}) {
    if (find(query, name).value_or("").empty())
      missing += fmt::format("AWS query-string parameters must include '{}'. ", name);
  }
  if (!missing.empty())
    return fail(ErrorCode::kIncompleteSignature, "{}Re-examine the query-string parameters.",
                missing);
  auto scope = read_scope(*find(query, "X-Amz-Credential"));
  if (!scope) return propagate(scope);
  const std::string expires = find(query, "X-Amz-Expires").value_or("900");
  std::int64_t seconds = 0;
  const auto [end, bad] = std::from_chars(expires.data(), expires.data() + expires.size(), seconds);
  if (bad != std::errc{} || end != expires.data() + expires.size() || seconds < 1 ||
      seconds > 604'800)
    return fail(ErrorCode::kIncompleteSignature,
                "X-Amz-Expires must be a number between 1 and 604800 seconds");
  return Signature{*std::move(scope), split(*find(query, "X-Amz-SignedHeaders"), ';'),
                   *find(query, "X-Amz-Signature"), *find(query, "X-Amz-Date"), seconds};
}

}  // namespace

std::string CredentialScope::text() const {
  return fmt::format("{}/{}/{}/{}", date, region, service, terminator);
}

Pairs query_parameters(std::string_view target) {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos || mark + 1 == target.size()) return {};
  Pairs out;
  for (const std::string& part : split(target.substr(mark + 1), '&')) {
    const auto equals = std::min(part.find('='), part.size());
    const std::string value = equals < part.size() ? part.substr(equals + 1) : "";
    out.emplace_back(percent_decoded(part.substr(0, equals)), percent_decoded(value));
  }
  return out;
}

Result<Signature> read_signature(const SignedRequest& request) {
  const std::string_view header = request.header("authorization");
  const Pairs query = query_parameters(request.target);
  const bool presigned = find(query, "X-Amz-Algorithm").has_value();
  if (!header.empty() && presigned)
    return fail(ErrorCode::kInvalidSignature,
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP "
                "header.");
  if (presigned) return read_query(query);
  if (!without_blanks(header).starts_with("AWS4-"))
    return fail(ErrorCode::kMissingAuthentication, "Request is missing Authentication Token");
  return read_header(request, without_blanks(header));
}

}  // namespace lastwrite
