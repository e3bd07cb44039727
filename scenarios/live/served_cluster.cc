#include "scenarios/live/served_cluster.h"

#include <csignal>

#include "scenarios/engine/all_replies.h"

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
    on_ready_(endpoints);
  }

  void finish(Result<void> outcome) {
    if (std::exchange(finishing_, true)) return loop_.stop();
    outcome_ = std::move(outcome);
    cluster_.stop([this] { loop_.stop(); });
  }

  const ServedClusterOptions& options_;
  const std::function<void(const Endpoints&)>& on_ready_;
  AsioScheduler loop_;
  LiveCluster cluster_;
  Result<void> outcome_;
  bool finishing_ = false;
};

}  // namespace

Result<void> serve_cluster(const ServedClusterOptions& options,
                           const std::function<void(const Endpoints&)>& on_ready) {
  return ServedCluster(options, on_ready).run();
}

}  // namespace lastwrite
