// `lastwrite learn`: the course on the terminal. A lesson's question, a prediction, the run, and
// what came of it.
#pragma once

namespace CLI {
class App;
}  // namespace CLI

namespace lastwrite {

/// `command_line` as typed, for the manifest; it must outlive the app. Sets `exit_code` when the
/// command runs.
void add_learn_command(CLI::App& app, const char* command_line, int& exit_code);

}  // namespace lastwrite
