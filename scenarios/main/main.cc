// The `lastwrite` command.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>

#include "region/base/printable.h"
#include "region/base/shell_word.h"
#include "scenarios/main/config_file.h"
#include "scenarios/main/ctl_command.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/export_command.h"
#include "scenarios/main/help_format.h"
#include "scenarios/main/lag_command.h"
#include "scenarios/main/learn_command.h"
#include "scenarios/main/look_commands.h"
#include "scenarios/main/merge_command.h"
#include "scenarios/main/oracles_command.h"
#include "scenarios/main/parity_command.h"
#include "scenarios/main/region_command.h"
#include "scenarios/main/run_command.h"
#include "scenarios/main/shell_commands.h"
#include "scenarios/main/shrink_command.h"
#include "scenarios/main/sweep_command.h"
#include "scenarios/main/tell.h"
#include "scenarios/main/up_command.h"
#include "scenarios/main/usage_errors.h"
#include "scenarios/main/verify_command.h"

namespace {

std::string command_line(int argc, char** argv) {
  std::string line = "lastwrite";
  for (int i = 1; i < argc; ++i) line += " " + lastwrite::shell_word(argv[i]);
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  // Failures of both reach people as our own sentences.
  ::setenv("GRPC_VERBOSITY", "NONE", 0);
  google::protobuf::SetLogHandler(nullptr);
  CLI::App app("lastwrite: which acknowledged writes does last-writer-wins lose, and why?",
               "lastwrite");
  app.formatter(lastwrite::help_format());
  app.require_subcommand(1);
  app.footer("Example: lastwrite run lost-counter");
  const std::string line = lastwrite::printable(command_line(argc, argv));
  int exit_code = lastwrite::kExitOk;
  lastwrite::add_run_command(app, line.c_str(), exit_code);
  lastwrite::add_list_command(app, exit_code);
  lastwrite::add_learn_command(app, line.c_str(), exit_code);
  lastwrite::add_report_command(app, exit_code);
  lastwrite::add_explain_command(app, exit_code);
  lastwrite::add_export_command(app, exit_code);
  lastwrite::add_lag_command(app, exit_code);
  lastwrite::add_verify_command(app, exit_code);
  lastwrite::add_sweep_command(app, exit_code);
  lastwrite::add_merge_command(app, exit_code);
  lastwrite::add_parity_command(app, line.c_str(), exit_code);
  lastwrite::add_shrink_command(app, line.c_str(), exit_code);
  lastwrite::add_oracles_command(app, exit_code);
  lastwrite::add_up_command(app, exit_code);
  lastwrite::add_ctl_command(app, exit_code);
  lastwrite::add_region_command(app, exit_code);
  lastwrite::add_completion_command(app, exit_code);
  lastwrite::add_man_command(app, exit_code);
  app.set_version_flag("--version", "lastwrite " LASTWRITE_VERSION);
  for (CLI::App* command : app.get_subcommands({})) {
    command->set_version_flag("--version", "lastwrite " LASTWRITE_VERSION);
  }
  auto words = lastwrite::with_config_file({argv + 1, argv + argc});
  if (!words) {
    lastwrite::tell("lastwrite region: {}\n", lastwrite::printable(words.error().message));
    return lastwrite::kExitUsage;
  }
  try {
    app.parse(
        std::vector<std::string>(words->rbegin(), words->rend()));  // CLI11 wants the last first
  } catch (const CLI::Success& asked) {
    return app.exit(asked);  // --help and --version
  } catch (const CLI::ParseError& error) {
    const std::string sentence = lastwrite::usage_sentence(app, error, *words);
    lastwrite::tell("{}\n", lastwrite::printable(sentence));
    return lastwrite::kExitUsage;
  } catch (const std::exception& error) {  // the standard streams, such as a full disk behind them
    lastwrite::tell("lastwrite: {}\n", lastwrite::printable(error.what()));
    return lastwrite::kExitUnknown;
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    lastwrite::tell("lastwrite: the output could not be written\n");
    return lastwrite::kExitUnknown;
  }
  return exit_code;
}
