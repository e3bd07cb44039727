// What shells and manuals want of the program: `lastwrite completion SHELL`, `lastwrite man`.
// Threading: none.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_completion_command(CLI::App& app, int& exit_code);
void add_man_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
