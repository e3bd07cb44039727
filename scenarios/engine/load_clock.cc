// How a clock is wrong: the settings that the section `clocks` and the fault `clock` share.
#include "scenarios/engine/load_sections.h"

namespace lastwrite {

std::optional<ClockWave> load_wave(MapReader& clock) {
  const YamlNode* node = clock.find("periodic");
  if (node == nullptr) return std::nullopt;
  MapReader reader(node, "periodic", clock.problems());
  ClockWave wave;
  if (reader.require("amplitude") != nullptr) {
    reader.read("amplitude", wave.amplitude, parse_duration);
  }
  if (reader.require("period") != nullptr) reader.read("period", wave.period, parse_positive_span);
  reader.finish();
  return wave;
}

std::optional<Duration> load_noise(MapReader& clock) {
  const YamlNode* node = clock.find("noisy");
  if (node == nullptr) return std::nullopt;
  MapReader reader(node, "noisy", clock.problems());
  Duration standard_deviation{0};
  if (reader.require("sd") != nullptr) reader.read("sd", standard_deviation, parse_span);
  reader.finish();
  return standard_deviation;
}

}  // namespace lastwrite
