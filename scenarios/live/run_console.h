// The console of a live run: one address over all of its strategies, each of which has regions and
// a loop of its own. It only looks: what hands change would not be in the scenario.
//
//   auto console = RunConsole::open("127.0.0.1:0", {page});
//   print((*console)->address());               // "http://127.0.0.1:40001/#5b1c…"
//   …                                           // the run: WatchedStrategy
//   (*console)->end({"The run is over: verdict ok.", true, report});
//
// Between two strategies, and while the run is judged, whoever watches is told so; their
// connections stay. Threading: handle() on a network thread, everything else on the run's.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "region/api/http_server.h"
#include "scenarios/control/console_front.h"
#include "scenarios/control/control_json.h"
#include "scenarios/control/viewers.h"

namespace lastwrite {

class RunConsole final : private HttpHandler {
 public:
  /// `page`: as HTML; must outlive this. kUsage: `listen` is no address, or is taken.
  static Result<std::unique_ptr<RunConsole>> open(const std::string& listen, std::string_view page);
  ~RunConsole() override;

  /// Where the page is, with the word that opens it.
  std::string address() const;

  /// From now on `server` answers; until hide(), after which it is asked nothing more.
  void show(HttpHandler& server);
  /// No cluster is there to ask: why.
  void hide(const std::string& why);
  /// Nothing more comes. Waits, for a second at most, until all who watch have heard it.
  void end(const ConsoleNote& note);

  Viewers& viewers() { return viewers_; }
  const ConsoleFront& front() const { return front_; }
  /// Those that have run.
  std::vector<ShownResult>& results() { return results_; }

 private:
  explicit RunConsole(std::string_view page) : front_{page} {}
  void handle(HttpRequest request, Reply reply) override;
  HttpResponse idle(const HttpRequest& request);
  void set_note(const ConsoleNote& note);

  const ConsoleFront front_;
  Viewers viewers_;
  std::vector<ShownResult> results_;
  std::mutex mutex_;
  HttpHandler* server_ = nullptr;  // where a cluster is there to ask
  ConsoleNote note_{"The run begins.", false};
  std::unique_ptr<HttpServer> http_;
};

}  // namespace lastwrite
