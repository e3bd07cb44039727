// `lastwrite parity SCENARIO`.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

/// `command_line`: as typed.
void add_parity_command(CLI::App& app, const char* command_line, int& exit_code);

}  // namespace lastwrite
