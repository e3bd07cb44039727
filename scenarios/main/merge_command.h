// `lastwrite merge PARTS… --into DIR`: joins what the shards of a sweep have made.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_merge_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
