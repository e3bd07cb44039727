// `lastwrite export RUN --format F`: a run for other programs. Threading: none.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_export_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
