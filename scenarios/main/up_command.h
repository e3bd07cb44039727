// `lastwrite up`: regions with a DynamoDB endpoint each, for your own application.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_up_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
