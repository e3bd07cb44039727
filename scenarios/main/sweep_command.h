// `lastwrite sweep SCENARIO`: simulates a scenario over ranges of its settings.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_sweep_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
