// `lastwrite ctl`: looks at a running cluster (`lastwrite up`) and changes it. Threading: one
// thread.
#pragma once

namespace CLI {
class App;
}  // namespace CLI

namespace lastwrite {

void add_ctl_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
