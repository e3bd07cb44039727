#include "scenarios/main/help_format.h"

#include <sstream>

#include <CLI/CLI.hpp>

#include "analysis/report/timeline.h"

namespace lastwrite {
namespace {

constexpr std::size_t kColumns = 100;

class HelpFormat final : public CLI::Formatter {
 public:
  std::string make_option_desc(const CLI::Option* option) const override {
    return beside_names(CLI::Formatter::make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream out;
    CLI::detail::format_help(out, command->get_display_name(true),
                             beside_names(command->get_description()), get_column_width());
    return out.str();
  }

 private:
  // The names take the columns before it, on every line.
  std::string beside_names(const std::string& text) const {
    return wrapped(text, kColumns - get_column_width(), 0);
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_format() {
  return std::make_shared<HelpFormat>();
}

}  // namespace lastwrite
