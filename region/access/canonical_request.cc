#include "region/access/canonical_request.h"

#include <algorithm>

#include <fmt/format.h>

#include "region/access/hmac.h"

namespace lastwrite {
namespace {

bool unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

std::string percent_encoded(std::string_view text, std::string_view kept = "") {
  std::string out;
  for (const char c : text) {
    if (unreserved(c) || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string canonical_query(const SignedRequest& request) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : query_parameters(request.target)) {
    if (name == "X-Amz-Signature") continue;
    parts.push_back(percent_encoded(name) + "=" + percent_encoded(value));
  }
  std::sort(parts.begin(), parts.end());
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "&") + part;
  return out;
}

// Without outer spaces, with one for each run of them inside.
std::string collapsed(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool space = c == ' ' || c == '\t';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// All values of a header, in order, with commas between.
std::string header_value(const SignedRequest& request, const std::string& name) {
  std::string out;
  bool first = true;
  for (const auto& [key, value] : request.headers) {
    if (key != name) continue;
    out += (first ? "" : ",") + collapsed(value);
    first = false;
  }
  return out;
}

}  // namespace

std::string canonical_request(const SignedRequest& request, const Signature& signature) {
  const std::string_view path = request.target.substr(0, request.target.find('?'));
  std::string out = std::string(request.method) + "\n" +
                    percent_encoded(path.empty() ? "/" : path, "/") + "\n" +
                    canonical_query(request) + "\n";
  std::string names;
  for (const std::string& name : signature.signed_headers) {
    out += name + ":" + header_value(request, name) + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  return out + "\n" + names + "\n" + sha256_hex(request.body);
}

std::string string_to_sign(const std::string& canonical, const Signature& signature) {
  return "AWS4-HMAC-SHA256\n" + signature.time + "\n" + signature.scope.text() + "\n" +
         sha256_hex(canonical);
}

std::string sign(const std::string& text, const std::string& secret, const CredentialScope& scope) {
  std::string key = hmac_sha256("AWS4" + secret, scope.date);
  for (const std::string* part : {&scope.region, &scope.service, &scope.terminator})
    key = hmac_sha256(key, *part);
  return to_hex(hmac_sha256(key, text));
}

}  // namespace lastwrite
