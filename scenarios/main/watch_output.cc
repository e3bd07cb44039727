#include "scenarios/main/watch_output.h"

#include <cstdio>
#include <filesystem>

#include "analysis/live/live_ledger.h"
#include "analysis/page/console_page.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/open_page.h"
#include "scenarios/main/tell.h"

namespace lastwrite {

Result<void> WatchOutput::begin(const Scenario& scenario, const WatchWish& wish) {
  if (scenario.regions.size() > kLiveRegionsMax)
    return fail(ErrorCode::kUsage, "--watch shows at most {} regions, and {} has {}",
                kLiveRegionsMax, scenario.name, scenario.regions.size());
  auto console = RunConsole::open(wish.listen, console_page());
  if (!console) return propagate(console);
  console_ = *std::move(console);
  tell("Watch it, until it is over: {}\n", console_->address());
  if (wish.listen.starts_with("0.0.0.0:"))
    tell("From other machines: this one's address in place of 127.0.0.1.\n");
  std::fflush(stderr);
  if (!wish.open) return {};
  if (const auto opened = open_address(console_->address()); !opened)
    complain("run", opened.error());
  return {};
}

void WatchOutput::judging() {
  if (console_) console_->hide("All has run. What became of every write is being judged.");
}

void WatchOutput::judged(const Summary& summary) {
  if (!console_) return;
  const auto page = std::filesystem::absolute(summary.run_directory) / "report.html";
  std::error_code error;
  const bool there = std::filesystem::exists(page, error);
  console_->end({fmt::format("The run is over: verdict {}, {}.", verdict_text(summary.verdict),
                             summary.verdict_reason),
                 true, there ? page.lexically_normal().string() : ""});
}

void WatchOutput::broken_off(const Error& why) {
  if (console_) console_->end({fmt::format("The run broke off: {}.", why.message), true});
}

}  // namespace lastwrite
