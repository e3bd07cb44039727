// The `lastwrite` command.
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "scenarios/main/exit_codes.h"
#include "scenarios/main/region_command.h"

int main(int argc, char** argv) {
  ::setenv("GRPC_VERBOSITY", "NONE", 0);  // its failures reach people as our own sentences
  CLI::App app("lastwrite: which acknowledged writes does last-writer-wins lose, and why?", "lastwrite");
  app.set_version_flag("--version", "lastwrite " LASTWRITE_VERSION);
  app.require_subcommand(1);
  int exit_code = lastwrite::kExitOk;
  lastwrite::add_region_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? lastwrite::kExitOk : lastwrite::kExitUsage;
  }
  return exit_code;
}
