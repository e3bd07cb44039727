#include "tests/live/support/tiny_scenario.h"

#include <filesystem>

#include <fmt/format.h>

namespace lastwrite {

std::string tiny_scenario(const TinyScenario& options) {
  return fmt::format(
      "name: tiny\n"
      "table: {{name: Orders, key: {{orderId: S}}}}\n"
      "regions: {}\n"
      "network: {}\n"
      "workload: {{clients_per_region: 2, arrivals: poisson({}), keys: uniform(20), operation: "
      "put}}\n"
      "strategies: [blind-put]\n"
      "warm_up: 100ms\n"
      "duration: {}\n"
      "{}",
      options.regions, options.network, options.rate, options.duration, options.extra);
}

std::vector<std::string> tiny_run(const Sandbox& sandbox, const std::vector<std::string>& more) {
  std::vector<std::string> words = {"run", sandbox.file("work/tiny.yaml"), "--runs",
                                    sandbox.file("runs")};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string latest_run(const Sandbox& sandbox) {
  return std::filesystem::canonical(sandbox.file("runs/latest")).string();
}

}  // namespace lastwrite
