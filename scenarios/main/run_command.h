// `lastwrite run SCENARIO`: runs a scenario, analyses it, prints the report.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

/// Adds the command; when given, `exit_code` is what the program must end with. `command_line`: as
/// typed.
void add_run_command(CLI::App& app, const char* command_line, int& exit_code);

}  // namespace lastwrite
