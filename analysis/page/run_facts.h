// What a page says of the run as a whole: the interface RunFacts of data.ts.
#pragma once

#include <string>

#include "analysis/page/json_text.h"
#include "analysis/report/manifest.h"

namespace lastwrite {

/// The command that makes a run again: what it was called with, its seed, and without what only
/// changes how results are shown or where they go. Empty where `command` is none that runs a
/// scenario.
std::string repeat_command(const std::string& command, std::uint64_t seed);

/// `scenario_yaml`: the resolved scenario, of which a hash is told; empty: none.
void write_run_facts(const Manifest& manifest, const std::string& scenario_yaml, JsonText& json);

}  // namespace lastwrite
