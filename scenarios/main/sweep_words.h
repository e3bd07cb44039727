// The options and the output that `sweep` and `merge` share.
#pragma once

#include <optional>
#include <string>

#include "scenarios/campaign/sweep/sweep_result.h"

namespace CLI {
class App;
}

namespace lastwrite {

struct SweepWords {
  std::string target_loss;  // a share, such as 1%; empty: not asked for
  bool json = false;

  void add_to(CLI::App& command);
  /// Errors: kUsage.
  Result<std::optional<double>> target() const;
};

/// Writes rows.csv and the rest into `folder`, and prints the table, or JSON.
Result<void> hand_out(const SweepWords& words, const std::string& folder,
                      const SweepResult& result);

}  // namespace lastwrite
