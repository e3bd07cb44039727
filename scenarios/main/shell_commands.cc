#include "scenarios/main/shell_commands.h"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "scenarios/main/completion_text.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/man_page.h"

namespace lastwrite {

void add_completion_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("completion", "Print a script that completes command lines in a shell");
  const auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash or zsh")
      ->check(CLI::IsMember({"bash", "zsh"}))
      ->required();
  command->footer(
      "Examples: for this shell; for all that begin\n"
      "  source <(lastwrite completion bash)\n"
      "  lastwrite completion zsh > ~/.zsh/completions/_lastwrite");
  command->callback([&app, shell, &exit_code] {
    const CommandModel program = command_model(app);
    fmt::print("{}", *shell == "zsh" ? zsh_completion(program) : bash_completion(program));
    exit_code = kExitOk;
  });
}

void add_man_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("man", "Print the manual page, for man and groff");
  command->footer(
      "Examples: to read it; to install it\n"
      "  lastwrite man | man -l -\n"
      "  lastwrite man > ~/.local/share/man/man1/lastwrite.1");
  command->callback([&app, &exit_code] {
    fmt::print("{}", man_page(command_model(app)));
    exit_code = kExitOk;
  });
}

}  // namespace lastwrite
