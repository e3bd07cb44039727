// `lastwrite verify-determinism SCENARIO`.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_verify_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
