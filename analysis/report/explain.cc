#include "analysis/report/explain.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "analysis/report/story.h"
#include "analysis/report/whole_traces.h"

namespace lastwrite {
namespace {

struct WriteName {
  std::string strategy;
  std::uint64_t operation = 0;
};

Result<WriteName> parse_name(std::string_view text, const Manifest& manifest) {
  const std::size_t slash = text.rfind('/');
  WriteName name;
  std::string_view number = text;
  if (slash != std::string_view::npos) {
    name.strategy = text.substr(0, slash);
    number = text.substr(slash + 1);
  } else if (manifest.strategies.size() == 1) {
    name.strategy = manifest.strategies.front();
  }
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), name.operation);
  if (error != std::errc() || end != number.data() + number.size() || name.strategy.empty()) {
    return fail(
        ErrorCode::kUsage,
        "\"{}\" names no write: give <strategy>/<number> as the report prints it, such as {}/17",
        text, manifest.strategies.empty() ? "version-check" : manifest.strategies.front());
  }
  const auto& known = manifest.strategies;
  if (std::find(known.begin(), known.end(), name.strategy) == known.end()) {
    return fail(ErrorCode::kUsage, "no strategy \"{}\" in this run; there are: {}", name.strategy,
                fmt::join(known, ", "));
  }
  return name;
}

// A lost write that the user may ask about instead.
std::string suggestion(const StrategyRun& run) {
  std::uint32_t any = kAbsent;
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    const Operation& operation = run.history.operations[o];
    if (!operation.is_write() || operation.bookkeeping) continue;
    if (any == kAbsent) any = o;
    if (is_lost(run.ledger.operations[o])) {
      return fmt::format("; try {}, which was lost", run.label(o));
    }
  }
  return any == kAbsent ? "; this strategy wrote nothing" : fmt::format("; try {}", run.label(any));
}

}  // namespace

Result<std::string> explain(const std::string& run_directory, std::string_view write) {
  Result<Manifest> manifest = read_manifest(run_directory);
  if (!manifest) return propagate(manifest);
  if (manifest->detail == "summary")
    return fail(ErrorCode::kUsage,
                "{} keeps no writes: it was run with --detail summary; run it with sampled or full",
                run_directory);
  if (const auto whole = check_traces_whole(run_directory, *manifest); !whole)
    return propagate(whole);
  Result<WriteName> name = parse_name(write, *manifest);
  if (!name) return propagate(name);
  Result<std::unique_ptr<StrategyRun>> run =
      load_strategy(run_directory, *manifest, name->strategy);
  if (!run) return propagate(run);
  const std::vector<Operation>& operations = (*run)->history.operations;
  for (std::uint32_t o = 0; o < operations.size(); ++o) {
    if (operations[o].id != name->operation) continue;
    if (operations[o].is_write()) return tell(**run, *manifest, o);
    return fail(ErrorCode::kUsage, "{} is a {}, not a write{}", write,
                operations[o].kind == RequestKind::kLock ? "wait for a lock" : "read",
                suggestion(**run));
  }
  return fail(ErrorCode::kUsage, "there is no write {} in {}{}", write,
              manifest->detail == "sampled" ? "the sample of keys that this run keeps" : "this run",
              suggestion(**run));
}

}  // namespace lastwrite
