// `lastwrite lag --from …`: the lag report alone, from anyone's samples. Threading: none.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_lag_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
