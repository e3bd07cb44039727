// `lastwrite oracles`: measured beside theory.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_oracles_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
