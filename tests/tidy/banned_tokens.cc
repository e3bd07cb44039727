#include "tests/tidy/banned_tokens.h"

#include <algorithm>
#include <array>

#include "tests/tidy/code_text.h"

namespace lastwrite::tidy {
namespace {

constexpr std::array<std::string_view, 21> kCore = {
    "region/base/**",       "region/value/**",         "region/version/**",
    "region/expression/**", "region/store/memory*",    "region/store/store.h",
    "region/engine/**",     "replicator/core/**",      "replicator/link/**",
    "scenarios/engine/**",  "scenarios/workload/**",   "scenarios/strategy/**",
    "scenarios/fault/**",   "scenarios/experiment/**", "scenarios/sim/**",
    "scenarios/swarm/**",   "scenarios/lean/**",       "analysis/ledger/**",
    "analysis/online/**",   "region/stream/**",        "region/capacity/**",
};
// The adapters of the core's own seams.
constexpr std::array<std::string_view, 1> kAdapters = {"region/base/system_clock.*"};

/// In `text`, '*' stands for any run of identifier characters; the rest is literal.
struct Banned {
  std::string_view text;
  std::string_view why;
};
constexpr std::string_view kOneThread = "the core is single-threaded";
constexpr std::string_view kNoSleep = "the core never waits: ask the Scheduler";
constexpr std::string_view kOwnRandom = "randomness comes from region/base/random.h and a seed";
constexpr std::string_view kOwnClock = "time comes from the Clock that was given";
constexpr std::string_view kOrder =
    "its order differs from run to run: std::map or absl::btree_map";
constexpr std::array<Banned, 29> kBanned = {{
    {"std::thread", kOneThread},
    {"std::jthread", kOneThread},
    {"std::mutex", kOneThread},
    {"std::*_mutex", kOneThread},
    {"std::condition_variable*", kOneThread},
    {"std::async", kOneThread},
    {"pthread_*", kOneThread},
    {"sleep_for", kNoSleep},
    {"sleep_until", kNoSleep},
    {"usleep", kNoSleep},
    {"nanosleep", kNoSleep},
    {"random_device", kOwnRandom},
    {"mt19937*", kOwnRandom},
    {"default_random_engine", kOwnRandom},
    {"std::*_distribution", kOwnRandom},
    {"rand(", kOwnRandom},
    {"srand(", kOwnRandom},
    {"system_clock::now", kOwnClock},
    {"steady_clock::now", kOwnClock},
    {"high_resolution_clock::now", kOwnClock},
    {"clock_gettime", kOwnClock},
    {"gettimeofday", kOwnClock},
    {"time(nullptr)", kOwnClock},
    {"time(NULL)", kOwnClock},
    {"time(0)", kOwnClock},
    {"unordered_*map", kOrder},
    {"unordered_*set", kOrder},
    {"flat_hash_*", kOrder},
    {"node_hash_*", kOrder},
}};

template <typename Patterns>
bool any_matches(const Patterns& patterns, std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return matches(path, pattern); });
}

bool continues_identifier(std::string_view text) {
  return !text.empty() && is_identifier_char(text.front());
}

/// Whether `code` begins with the token `banned`, not with a longer identifier.
bool begins_with(std::string_view code, std::string_view banned) {
  const std::size_t star = banned.find('*');
  const std::string_view head = banned.substr(0, star);
  if (!code.starts_with(head)) return false;
  code.remove_prefix(head.size());
  if (star == std::string_view::npos) {
    return !is_identifier_char(banned.back()) || !continues_identifier(code);
  }
  const auto end = std::find_if_not(code.begin(), code.end(), is_identifier_char);
  const auto run = code.substr(0, static_cast<std::size_t>(end - code.begin()));
  return run.ends_with(banned.substr(star + 1));
}

/// Whether the character before a token makes it part of another name: xrand(, clock.rand(,
/// p->time(0).
bool is_part_of_another(std::string_view before) {
  if (before.empty()) return false;
  return is_identifier_char(before.back()) || before.back() == '.' || before.ends_with("->");
}

void check_file(const std::string& path, const std::string& code, Findings& findings) {
  for (const Banned& banned : kBanned) {
    const std::string_view head = banned.text.substr(0, banned.text.find('*'));
    for (std::size_t at = code.find(head); at != std::string::npos; at = code.find(head, at + 1)) {
      const std::string_view rest = std::string_view(code).substr(at);
      if (!begins_with(rest, banned.text)) continue;
      if (is_part_of_another(std::string_view(code).substr(0, at))) continue;
      findings.push_back(
          {path, line_at(code, at), std::string(banned.text) + ": " + std::string(banned.why)});
    }
  }
}

}  // namespace

bool is_core(std::string_view path) {
  return any_matches(kCore, path) && !any_matches(kAdapters, path);
}

Findings check_banned_tokens(const SourceTree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (is_cpp(path) && is_core(path)) check_file(path, code_only(text), findings);
  }
  return findings;
}

}  // namespace lastwrite::tidy
