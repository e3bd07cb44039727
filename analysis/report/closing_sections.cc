// Sections 3, 5 and 6: convergence, theory, expectations and the verdict.
#include "analysis/report/terminal_sections.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"
#include "analysis/report/timeline.h"
#include "analysis/report/whole_traces.h"

namespace lastwrite {
namespace {

constexpr std::size_t kFindingsShown = 3;

std::string convergence_text(const StrategySummary& s, TerminalStyle style) {
  if (s.converged && !s.convergence) return "nothing was written";
  if (s.converged) {
    return painted("✓", Paint::kGood, style) +
           fmt::format(" all replicas equal {} ms after the last {}", ms_text(s.convergence),
                       s.after_heal ? "fault ended" : "write");
  }
  const std::string cross = painted("✗", Paint::kBad, style);
  if (s.quiesced) return cross + " the replicas differ";
  return cross + " replication did not come to rest";
}

Paint paint_of(Verdict verdict) {
  if (verdict == Verdict::kOk) return Paint::kGood;
  return verdict == Verdict::kViolated ? Paint::kBad : Paint::kDoubtful;
}

std::string mark_of(Verdict verdict, TerminalStyle style) {
  const char* mark = verdict == Verdict::kOk ? "✓" : verdict == Verdict::kViolated ? "✗" : "?";
  return painted(mark, paint_of(verdict), style);
}

std::string findings(const Summary& summary, TerminalStyle style) {
  std::string out;
  for (const StrategySummary& s : summary.strategies) {
    const char* what = may_lack_events(summary.manifest, s.torn_files) ? "CUT " : "BUG ";
    for (std::size_t i = 0; i < s.findings.size() && i < kFindingsShown; ++i) {
      out += painted(what, Paint::kBad, style) + s.name + ": " + s.findings[i] + "\n";
    }
    if (s.findings.size() > kFindingsShown) {
      out += fmt::format("    and {} more: see summary.json\n", s.findings.size() - kFindingsShown);
    }
  }
  return out;
}

}  // namespace

namespace {

// A partition of many regions would make the table wider than a terminal; summary.json has it
// whole.
std::string clipped(const std::string& text) {
  constexpr std::size_t kCharactersMax = 38;
  return text.size() <= kCharactersMax ? text : text.substr(0, kCharactersMax - 1) + "…";
}

}  // namespace

std::string trajectory_section(const Summary& summary, TerminalStyle style) {
  std::string hashes;
  for (const auto& [strategy, hash] : summary.manifest.trajectories) {
    hashes += fmt::format("{}{} {}", hashes.empty() ? "" : ", ", strategy, hash);
  }
  if (hashes.empty()) return "";
  return wrapped(fmt::format("Trajectory of seed {}: {}", summary.manifest.seed, hashes),
                 static_cast<std::size_t>(style.columns), 0) +
         "\n";
}

std::string fault_section(const Summary& summary, TerminalStyle style) {
  TextTable table({{"strategy", Align::kLeft},
                   {"at"},
                   {"fault", Align::kLeft},
                   {"from it"},
                   {"oldest ms"},
                   {"to it"},
                   {"oldest ms"}});
  bool any = false;
  for (const StrategySummary& s : summary.strategies) {
    for (const FaultBacklog& fault : s.faults) {
      any = true;
      const auto age = [](const Outstanding& o) {
        return o.records == 0 ? std::string("–") : ms_text(o.oldest_age);
      };
      table.add({s.name, fmt::format("{:.1f} s", to_seconds(fault.at)),
                 clipped((fault.begins ? "" : "end of ") + fault.text),
                 fmt::format("{}", fault.outgoing.records), age(fault.outgoing),
                 fmt::format("{}", fault.incoming.records), age(fault.incoming)});
    }
  }
  return any ? table.text(static_cast<std::size_t>(style.columns)) : "";
}

std::string convergence_section(const Summary& summary, TerminalStyle style) {
  std::size_t width = 0;
  for (const StrategySummary& s : summary.strategies) width = std::max(width, s.name.size());
  std::string out;
  for (const StrategySummary& s : summary.strategies) {
    out += fmt::format("{:<{}}  {}", s.name, width, convergence_text(s, style));
    if (!s.missing_regions.empty()) {
      out += fmt::format("; gone: {}", fmt::join(s.missing_regions, ", "));
    }
    out += "\n";
  }
  return out;
}

std::string theory_section(const Summary& summary, TerminalStyle style) {
  TextTable table({{"a put of", Align::kLeft},
                   {"", Align::kLeft},
                   {"predicted"},
                   {"measured (95 % interval)"},
                   {"", Align::kLeft}});
  bool any = false;
  for (const StrategySummary& s : summary.strategies) {
    for (const TheoryRow& row : s.theory) {
      any = true;
      table.add({row.region.text, row.what, percent_text(row.predicted),
                 fmt::format("{:.1f} % ({:.1f}–{:.1f})", row.measured * 100, row.low * 100,
                             row.high * 100),
                 row.inside ? "✓ inside" : "✗ outside"});
    }
  }
  return any ? table.text(static_cast<std::size_t>(style.columns)) : "";
}

std::string verdict_section(const Summary& summary, TerminalStyle style) {
  std::string out;
  std::size_t width = 0;
  for (const ExpectationResult& e : summary.expectations) width = std::max(width, e.text.size());
  width = std::min<std::size_t>(width, 60);
  for (const ExpectationResult& e : summary.expectations) {
    const std::string left = fmt::format("{:<{}}  ", e.text, width);
    out += mark_of(e.outcome, style) + " " + left +
           wrapped(e.measured, static_cast<std::size_t>(style.columns), 4, left.size() + 2) + "\n";
  }
  out += findings(summary, style);
  out += painted("verdict: " + verdict_text(summary.verdict), paint_of(summary.verdict), style);
  return out + " (" + summary.verdict_reason + ")\n";
}

}  // namespace lastwrite
