// The measured round-trip times between AWS regions, as data: the text of aws_rtt_2020.json, which
// the build embeds. Format: {"source": "...", "rtt_ms": {"<from>": {"<to>":
// {"min","avg","max","mdev"}}}}.
//
// Threading: any thread; the text lives as long as the program.
#pragma once

#include <string_view>

namespace lastwrite {

std::string_view aws_rtt_json();

}  // namespace lastwrite
