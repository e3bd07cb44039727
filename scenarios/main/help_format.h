// Help texts at most 100 columns wide.
//
//   app.formatter(help_format());     // before its commands are added
//
// Threading: pure functions.
#pragma once

#include <memory>

namespace CLI {
class FormatterBase;
}  // namespace CLI

namespace lastwrite {

std::shared_ptr<CLI::FormatterBase> help_format();

}  // namespace lastwrite
