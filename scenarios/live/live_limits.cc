#include "scenarios/live/live_limits.h"

namespace lastwrite {

Result<void> check_live(const Scenario& scenario) {
  for (const FaultSpec& fault : scenario.faults) {
    const auto* kill = std::get_if<KillFault>(&fault.kind);
    if (kill == nullptr || kill->mode == CrashMode::kProcess) continue;
    return fail(ErrorCode::kUsage,
                "the fault at {}, {}, needs the simulation: a live region cannot lose what the "
                "system's cache holds; run it with --sim, or leave lose_unsynced out",
                duration_text(fault.at), describe(fault));
  }
  return {};
}

}  // namespace lastwrite
