// `lastwrite region`: one region process.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

/// Adds the command; when given, `exit_code` is what the program must end with.
void add_region_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
