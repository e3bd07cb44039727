#include "region/engine/request_tokens.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace lastwrite {
namespace {

constexpr std::string_view kTokenPrefix = "token/";
constexpr std::int64_t kLifetimeNs = 600'000'000'000;  // ten minutes

std::string token_fact(const std::string& token) {
  return std::string(kTokenPrefix) + token;
}

// "HASH@NANOSECONDS"
bool parse(const std::string& text, std::uint64_t& hash, std::int64_t& ns) {
  const char* const end = text.data() + text.size();
  const auto [middle, bad] = std::from_chars(text.data(), end, hash);
  if (bad != std::errc{} || middle == end || *middle != '@') return false;
  const auto [stop, error] = std::from_chars(middle + 1, end, ns);
  return error == std::errc{} && stop == end;
}

}  // namespace

Result<void> RequestTokens::load(FactStore& facts) {
  seen_.clear();
  in_order_.clear();
  const auto rows = facts.list(std::string(kTokenPrefix));
  if (!rows) return propagate(rows);
  for (const auto& [name, value] : *rows) {
    Seen seen;
    if (!parse(value, seen.request_hash, seen.at.ns))
      return fail(ErrorCode::kCorrupt, "the request token {} is damaged", name);
    const std::string token = name.substr(kTokenPrefix.size());
    in_order_.emplace_back(seen.at, token);
    seen_.emplace(token, seen);
  }
  std::sort(in_order_.begin(), in_order_.end());
  return {};
}

Result<bool> RequestTokens::find(const std::string& token, std::uint64_t request_hash,
                                 WallTime now) const {
  const auto found = seen_.find(token);
  if (found == seen_.end() || now.ns - found->second.at.ns >= kLifetimeNs) return false;
  if (found->second.request_hash == request_hash) return true;
  return fail(ErrorCode::kIdempotentMismatch,
              "The request was rejected because it was sent with the same client token as an "
              "earlier one, and with other parameters");
}

Result<void> RequestTokens::remember(FactStore& facts, const std::string& token,
                                     std::uint64_t request_hash, WallTime now) {
  if (const auto r = forget_old(facts, now); !r) return r;
  const auto kept = facts.put(token_fact(token), fmt::format("{}@{}", request_hash, now.ns));
  if (!kept) return kept;
  seen_.insert_or_assign(token, Seen{request_hash, now});
  in_order_.emplace_back(now, token);
  return {};
}

Result<void> RequestTokens::forget_old(FactStore& facts, WallTime now) {
  while (!in_order_.empty() && now.ns - in_order_.front().first.ns >= kLifetimeNs) {
    const auto& [at, token] = in_order_.front();
    const auto found = seen_.find(token);
    if (found != seen_.end() && found->second.at == at) {  // else it was used once more since
      if (const auto r = facts.erase(token_fact(token)); !r) return r;
      seen_.erase(found);
    }
    in_order_.pop_front();
  }
  return {};
}

}  // namespace lastwrite
