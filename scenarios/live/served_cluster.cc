#include "scenarios/live/served_cluster.h"

#include <csignal>

#include "scenarios/engine/all_replies.h"
#include "scenarios/live/front_door.h"

namespace lastwrite {
namespace {

class ServedCluster {
 public:
  ServedCluster(const ServedClusterOptions& options,
                const std::function<void(const Endpoints&)>& on_ready)
      : options_(options), on_ready_(on_ready), cluster_(with_alarm(options.cluster), loop_) {}

  Result<void> run() {
    loop_.on_signal({SIGINT, SIGTERM, SIGHUP}, [this](int) { finish({}); });
    cluster_.start([this](Result<void> started) {
      if (!started) return finish(std::move(started));
      set_links();
    });
    loop_.run();
    return outcome_;
  }

 private:
  LiveClusterOptions with_alarm(LiveClusterOptions cluster) {
    cluster.on_region_lost = [this](const RegionName&, const std::string& why) {
      finish(fail(ErrorCode::kUnavailable, "{}", why));
    };
    return cluster;
  }

  void set_links() {
    auto all = AllReplies::make(options_.links.size(), [this](Result<void> set) {
      if (!set) return finish(std::move(set));
      create_tables(0);
    });
    if (options_.links.empty()) loop_.post([all] { all->settle_empty(); });
    for (const auto& [pair, link] : options_.links)
      cluster_.set_link(pair.first, pair.second, link, all->part());
  }

  void create_tables(std::size_t next) {
    if (next == options_.tables.size()) return tell();
    cluster_.create_table(options_.tables[next], [this, next](Result<void> created) {
      if (!created && created.error().code != ErrorCode::kResourceInUse)
        return finish(std::move(created));
      create_tables(next + 1);
    });
  }

  void tell() {
    Endpoints endpoints;
    for (const RegionName& region : options_.cluster.regions)
      endpoints.emplace_back(region, cluster_.api_address(region));
    if (const auto opened = open_front(endpoints); !opened) return finish(opened);
    on_ready_(endpoints);
  }

  Result<void> open_front(Endpoints& endpoints) {
    if (options_.front.empty()) return {};
    auto front = FrontDoor::open(options_.front, endpoints);
    if (!front) return propagate(front);
    front_ = *std::move(front);
    endpoints.emplace_back(RegionName("front"), front_->address());
    return {};
  }

  void finish(Result<void> outcome) {
    if (std::exchange(finishing_, true)) return loop_.stop();
    outcome_ = std::move(outcome);
    front_.reset();
    cluster_.stop([this] { loop_.stop(); });
  }

  const ServedClusterOptions& options_;
  const std::function<void(const Endpoints&)>& on_ready_;
  AsioScheduler loop_;
  LiveCluster cluster_;
  std::unique_ptr<FrontDoor> front_;
  Result<void> outcome_;
  bool finishing_ = false;
};

}  // namespace

Result<void> serve_cluster(const ServedClusterOptions& options,
                           const std::function<void(const Endpoints&)>& on_ready) {
  return ServedCluster(options, on_ready).run();
}

}  // namespace lastwrite
