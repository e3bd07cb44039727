#include "analysis/report/terminal.h"

#include "analysis/report/terminal_sections.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/timeline.h"

namespace lastwrite {
namespace {

// Of a run that kept counts alone: who ran each strategy.
std::string executors(const Summary& summary) {
  std::string names;
  for (const StrategySummary& s : summary.strategies) {
    if (s.executor.empty()) continue;
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ", s.name, s.executor);
  }
  return names.empty() ? "" : fmt::format("Counts; executor: {}.\n", names);
}

// Of a run that kept some keys write by write.
std::string samples(const Summary& summary) {
  std::string out;
  for (const StrategySummary& s : summary.strategies) {
    if (!s.sample) continue;
    if (s.sample->keys == 0) {
      out += s.name + ": no key is kept write by write: each has more than a sample holds.\n";
      continue;
    }
    out +=
        fmt::format("{}: {} of {} keys are kept write by write, {} writes (run.sqlite, explain).\n",
                    s.name, s.sample->keys, s.sample->of_keys, s.sample->writes);
  }
  return out;
}

std::string heading(const Summary& summary, TerminalStyle style) {
  const Manifest& m = summary.manifest;
  std::string out = painted(m.scenario, Paint::kBold, style);
  out += fmt::format(" · {} · seed {} · {} region{} · {:g} s measured for each strategy\n",
                     m.runtime, m.seed, m.regions.size(), m.regions.size() == 1 ? "" : "s",
                     to_seconds(m.measure));
  out += executors(summary) + samples(summary);
  if (!m.question.empty()) {
    out += wrapped(m.question, static_cast<std::size_t>(style.columns), 0) + "\n";
  }
  return out;
}

// Runs without traces keep the percentiles of one strategy, the last.
std::string lag_scope(const Summary& summary) {
  if (summary.strategies.empty() || summary.strategies.back().executor.empty())
    return "over all strategies";
  return "of " + summary.strategies.back().name;
}

std::string section(const std::string& title, const std::string& body, TerminalStyle style) {
  if (body.empty()) return "";
  return "\n" + painted(title, Paint::kBold, style) + "\n" + body;
}

}  // namespace

std::string render_terminal(const Summary& summary, TerminalStyle style) {
  std::string out = heading(summary, style);
  out += section("Strategies", strategy_section(summary, style), style);
  out += section("Fates of acknowledged writes", fate_section(summary, style), style);
  out += section("ReplicationLatency in ms, " + lag_scope(summary), lag_section(summary, style),
                 style);
  out += section("Faults, and what was not yet replicated when they came",
                 fault_section(summary, style), style);
  out += section("Convergence", convergence_section(summary, style), style);
  out += section("Staleness and sessions", staleness_section(summary, style), style);
  out += section("A lost write", summary.story, style);
  out += section("Measured against theory", theory_section(summary, style), style);
  out += section("Expectations", verdict_section(summary, style), style);
  out += trajectory_section(summary, style);
  return out;
}

}  // namespace lastwrite
