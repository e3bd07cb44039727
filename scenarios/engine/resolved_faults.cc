#include "scenarios/engine/resolved_faults.h"

#include <fmt/ranges.h>

#include "scenarios/engine/yaml_text.h"

namespace lastwrite {
namespace {

std::string percent_text(std::uint32_t ppm) {
  return fmt::format("{}%", ppm / 10'000.0);
}

std::string kind_text(const PartitionFault& fault) {
  if (fault.uniform) return "partition: {uniform: true}";
  std::vector<std::string> groups;
  for (const auto& group : fault.groups)
    groups.push_back(fmt::format("[{}]", fmt::join(group, ", ")));
  return fmt::format("partition: [{}]", fmt::join(groups, ", "));
}

std::string kind_text(const LinkFault& fault) {
  const std::string ends = fmt::format("from: {}, to: {}", yaml_quoted(fault.ends.from.text),
                                       yaml_quoted(fault.ends.to.text));
  if (fault.change.partitioned) return fmt::format("partition: {{{}}}", ends);
  if (fault.change.paused) return fmt::format("pause: {{{}}}", ends);
  return fmt::format("link: {{{}, {}}}", ends, fmt::join(link_settings(fault.change), ", "));
}

std::string kind_text(const FlapFault& fault) {
  const std::string cut = std::visit([](const auto& f) { return kind_text(f); }, fault.cut);
  return fmt::format("flap: {{{}, up: {}, down: {}}}", cut, duration_text(fault.up),
                     duration_text(fault.down));
}

std::string kind_text(const ClogFault& fault) {
  return fmt::format("clog: {{from: {}, to: {}}}", yaml_quoted(fault.ends.from.text),
                     yaml_quoted(fault.ends.to.text));
}

std::string kind_text(const PauseRegionFault& fault) {
  return fmt::format("pause: {}", fault.region);
}

std::string kind_text(const ClockFault& fault) {
  std::string text = fmt::format("clock: {{region: {}", fault.region);
  if (fault.offset) text += ", offset: " + duration_text(*fault.offset);
  if (fault.step) text += ", step: " + duration_text(*fault.step);
  if (fault.drift_ppm) text += fmt::format(", drift: {}ppm", *fault.drift_ppm);
  if (fault.periodic) text += ", " + wave_text(*fault.periodic);
  if (fault.noise_sd) text += ", " + noise_text(*fault.noise_sd);
  return text + "}";
}

std::string kind_text(const KillFault& fault) {
  if (fault.mode == CrashMode::kProcess) return fmt::format("kill: {}", fault.region);
  return fmt::format("kill: {{region: {}, lose_unsynced: true}}", fault.region);
}

std::string kind_text(const SlowDiskFault& fault) {
  return fmt::format("slow_disk: {{region: {}, delay: {}}}", fault.region,
                     duration_text(fault.delay));
}

}  // namespace

std::vector<std::string> link_settings(const LinkChange& change) {
  std::vector<std::string> out;
  if (change.latency) out.push_back("latency: " + yaml_quoted(change.latency->to_text()));
  if (change.pipeline) out.push_back("pipeline: " + yaml_quoted(change.pipeline->to_text()));
  if (change.jitter) out.push_back("jitter: " + duration_text(*change.jitter));
  if (change.loss_ppm) out.push_back("loss: " + percent_text(*change.loss_ppm));
  if (change.retransmit) out.push_back("retransmit: " + duration_text(*change.retransmit));
  if (change.duplicate_ppm) out.push_back("duplicate: " + percent_text(*change.duplicate_ppm));
  if (change.reorder_ppm) out.push_back("reorder: " + percent_text(*change.reorder_ppm));
  if (change.bytes_per_second) {
    const bool limited = *change.bytes_per_second > 0;
    out.push_back(limited ? fmt::format("bandwidth: {}B/s", *change.bytes_per_second)
                          : "bandwidth: unlimited");
  }
  return out;
}

std::string wave_text(const ClockWave& wave) {
  return fmt::format("periodic: {{amplitude: {}, period: {}}}", duration_text(wave.amplitude),
                     duration_text(wave.period));
}

std::string noise_text(Duration standard_deviation) {
  return fmt::format("noisy: {{sd: {}}}", duration_text(standard_deviation));
}

std::string faults_text(const std::vector<FaultSpec>& faults) {
  if (faults.empty()) return "";
  std::string text = "faults:\n";
  for (const FaultSpec& fault : faults) {
    const std::string lasts =
        fault.lasts ? fmt::format(", for: {}", duration_text(*fault.lasts)) : "";
    const std::string kind = std::visit([](const auto& f) { return kind_text(f); }, fault.kind);
    text += fmt::format("  - {{at: {}{}, {}}}\n", duration_text(fault.at), lasts, kind);
  }
  return text;
}

}  // namespace lastwrite
