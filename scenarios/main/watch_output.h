// `lastwrite run --watch`: the console of a run, from before its first region until its report is
// written.
//
//   WatchOutput watch;                                   // shows nothing until begin()
//   watch.begin(scenario, {.listen = "127.0.0.1:0"});    // prints the address
//   LiveRun run({…, watch.console()}, …);
//   watch.judging();
//   watch.judged(summary);                               // viewers are told where the report is
//
// Without begin() the other calls do nothing. The address goes to standard error: standard output
// is the report's. Threading: one thread.
#pragma once

#include <memory>
#include <string>

#include "analysis/report/summary.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/live/run_console.h"

namespace lastwrite {

struct WatchWish {
  std::string listen;
  bool open = false;  // in the browser
};

class WatchOutput {
 public:
  /// kUsage: what is no address, or more regions than a console can show.
  Result<void> begin(const Scenario& scenario, const WatchWish& wish);
  RunConsole* console() { return console_.get(); }
  void judging();
  void judged(const Summary& summary);
  void broken_off(const Error& why);

 private:
  std::unique_ptr<RunConsole> console_;
};

}  // namespace lastwrite
