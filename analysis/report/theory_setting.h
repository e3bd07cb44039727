// Decides whether the closed forms of analysis/ledger/theory.h speak of a run.
#pragma once

#include <optional>
#include <string>

#include "analysis/ledger/theory.h"
#include "analysis/report/manifest.h"

namespace lastwrite {

/// nullopt unless: strategy blind-put, two regions, constant links both ways, Poisson arrivals,
/// uniform keys, no faults.
std::optional<TheorySetting> theory_setting(const Manifest& manifest, const std::string& strategy);

}  // namespace lastwrite
