// Commands that look at what is there: `lastwrite list`, `report RUN`, `explain RUN WRITE`.
#pragma once

namespace CLI {
class App;
}

namespace lastwrite {

void add_list_command(CLI::App& app, int& exit_code);
void add_report_command(CLI::App& app, int& exit_code);
void add_explain_command(CLI::App& app, int& exit_code);

}  // namespace lastwrite
