#include "analysis/report/verdict.h"

#include "analysis/report/expectation.h"
#include "analysis/report/whole_traces.h"

namespace lastwrite {
namespace {

bool a_fault_took(const Manifest& manifest, const std::string& region) {
  for (const ManifestFault& fault : manifest.faults) {
    if (fault.text.find(region) != std::string::npos) return true;
  }
  return false;
}

// Why the run proves nothing; empty: it does prove something.
std::string doubt(const Summary& summary) {
  if (!summary.manifest.incomplete.empty()) return summary.manifest.incomplete;
  if (summary.strategies.empty()) return "no strategy was run";
  if (summary.strategies.size() < summary.manifest.strategies.size()) {
    return "not every strategy left a trace";
  }
  for (const StrategySummary& s : summary.strategies) {
    if (!s.findings.empty() && may_lack_events(summary.manifest, s.torn_files)) {
      return fmt::format(
          "{}: {} trace(s) end in the middle of an event, so that {} place(s) lack "
          "what they refer to",
          s.name, s.torn_files, s.findings.size());
    }
    if (!s.findings.empty()) {
      return fmt::format("{}: the trace contradicts itself in {} place(s): a bug of lastwrite",
                         s.name, s.findings.size());
    }
    for (const std::string& region : s.missing_regions) {
      if (!a_fault_took(summary.manifest, region)) {
        return fmt::format("{}: {} was lost, and no fault took it", s.name, region);
      }
    }
    if (!s.quiesced) return fmt::format("{}: replication did not come to rest", s.name);
  }
  return "";
}

ExpectationResult evaluated(const ManifestExpectation& expected, const Summary& summary) {
  Result<Expectation> parsed = parse_expectation(expected.text);
  ExpectationResult result;
  if (parsed) {
    result = evaluate(*parsed, summary.strategies);
  } else {
    result.measured = parsed.error().message;
  }
  result.line = expected.line;
  result.text = expected.text;
  return result;
}

std::size_t count(const Summary& summary, Verdict outcome) {
  std::size_t n = 0;
  for (const ExpectationResult& e : summary.expectations) n += e.outcome == outcome ? 1 : 0;
  return n;
}

void judge_convergence(Summary& summary) {
  summary.verdict = Verdict::kOk;
  summary.verdict_reason = "all replicas are equal";
  for (const StrategySummary& s : summary.strategies) {
    if (s.converged) continue;
    summary.verdict = Verdict::kViolated;
    summary.verdict_reason = fmt::format("{}: the replicas differ", s.name);
  }
}

}  // namespace

std::string verdict_text(Verdict verdict) {
  if (verdict == Verdict::kOk) return "ok";
  return verdict == Verdict::kViolated ? "violated" : "unknown";
}

void reach_verdict(Summary& summary) {
  summary.expectations.clear();
  for (const ManifestExpectation& expected : summary.manifest.expect) {
    summary.expectations.push_back(evaluated(expected, summary));
  }
  summary.verdict_reason = doubt(summary);
  summary.verdict = Verdict::kUnknown;
  if (!summary.verdict_reason.empty()) return;
  if (summary.expectations.empty()) return judge_convergence(summary);
  const std::size_t all = summary.expectations.size();
  if (const std::size_t failed = count(summary, Verdict::kViolated); failed > 0) {
    summary.verdict = Verdict::kViolated;
    summary.verdict_reason = fmt::format("{} of {} expectations failed", failed, all);
  } else if (const std::size_t open = count(summary, Verdict::kUnknown); open > 0) {
    summary.verdict_reason = fmt::format("{} of {} expectations could not be measured", open, all);
  } else {
    summary.verdict = Verdict::kOk;
    summary.verdict_reason = fmt::format("all {} expectations hold", all);
  }
}

}  // namespace lastwrite
