// Small pieces of text that the sections of the terminal report share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/ledger/interval.h"
#include "analysis/report/terminal.h"
#include "region/base/time.h"

namespace lastwrite {

/// Milliseconds: "0.31", "82.4", "1250", or "–" where there is no number.
std::string ms_text(const std::optional<Duration>& duration);
/// "17.3 %".
std::string percent_text(double share);
/// "17.3 % (15.0–19.8)", or "–" where nothing was counted.
std::string interval_text(const Interval& interval);
/// "▁▂▃▄▅▆▇█": one character for each bucket, the fullest full, the empty ones blank.
std::string sparkline(const std::vector<std::uint64_t>& buckets);

enum class Paint : std::uint8_t { kBold, kGood, kBad, kDoubtful };
/// `text` in colour, if the style has it.
std::string painted(const std::string& text, Paint paint, TerminalStyle style);

}  // namespace lastwrite
