#include "scenarios/live/served_cluster.h"

#include <csignal>
#include <filesystem>
#include <memory>

#include <unistd.h>

#include "region/api/http_server.h"
#include "scenarios/control/cluster_console.h"
#include "scenarios/control/cluster_file.h"
#include "scenarios/engine/all_replies.h"
#include "scenarios/live/front_door.h"

namespace lastwrite {
namespace {

class ServedCluster {
 public:
  ServedCluster(const ServedClusterOptions& options, const ServedClusterNews& news)
      : options_(options), news_(news), cluster_(with_extras(options), loop_) {}

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
  // What is there to control a cluster that serves. The server goes first.
  struct Console {
    Console(ServedCluster& of, std::vector<ControlledRegion> regions)
        : cluster({of.loop_, of.cluster_, trace_directory(of.options_), std::move(regions),
                   of.options_.links,
                   [&of](const RegionName& region) { return of.cluster_.key_schemas(region); }},
                  viewers, {of.options_.console.page}) {}

    Viewers viewers;
    ClusterConsole cluster;
    std::unique_ptr<HttpServer> http;
    std::optional<ClusterFile> file;
  };

  static std::string trace_directory(const ServedClusterOptions& options) {
    return options.cluster.data_directory + "/trace";
  }

  LiveClusterOptions with_extras(const ServedClusterOptions& options) {
    LiveClusterOptions cluster = options.cluster;
    cluster.on_region_lost = [this](const RegionName& region, const std::string& why) {
      on_region_lost(region, why);
    };
    if (!options.watch_losses) return cluster;
    cluster.trace_directory = trace_directory(options);
    std::error_code error;
    std::filesystem::remove_all(cluster.trace_directory, error);  // a killed one's
    std::filesystem::create_directories(cluster.trace_directory, error);
    return cluster;
  }

  void on_region_lost(const RegionName& region, const std::string& why) {
    if (finishing_) return;
    if (!console_) return finish(fail(ErrorCode::kUnavailable, "{}", why));
    console_->cluster.control.region_lost(region, why);
    news_.on_notice(fmt::format("{}. The others go on; `lastwrite ctl restart {}` starts it again",
                                why, region));
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
    if (next == options_.tables.size()) return serve();
    cluster_.create_table(options_.tables[next], [this, next](Result<void> created) {
      if (!created && created.error().code != ErrorCode::kResourceInUse)
        return finish(std::move(created));
      create_tables(next + 1);
    });
  }

  void serve() {
    if (finishing_) return;
    Endpoints endpoints;
    std::vector<ControlledRegion> regions;
    ClusterInfo info{getpid(), {}, {}};
    for (const RegionName& region : options_.cluster.regions) {
      endpoints.emplace_back(region, cluster_.api_address(region));
      regions.push_back({region, cluster_.api_address(region)});
      info.regions.push_back(region.text);
    }
    if (auto opened = open_front(endpoints); !opened) return finish(std::move(opened));
    console_ = std::make_unique<Console>(*this, std::move(regions));
    if (auto opened = open_console(std::move(info)); !opened) return finish(std::move(opened));
    if (options_.watch_losses) console_->cluster.watch.start();
    console_->cluster.feed.start();
    news_.on_ready(endpoints, opened_console());
  }

  Result<void> open_console(ClusterInfo info) {
    auto http = HttpServer::start(options_.console.listen, console_->cluster.server, {});
    if (!http) return propagate(http);
    console_->http = std::move(*http);
    info.address = from_here(console_->http->address());
    info.token = console_->cluster.server.access().change();
    auto file = ClusterFile::write(info);
    if (!file) return propagate(file);
    console_->file.emplace(*std::move(file));
    return {};
  }

  OpenedConsole opened_console() const {
    const std::string page = fmt::format("http://{}/#", from_here(console_->http->address()));
    const ConsoleAccess& access = console_->cluster.server.access();
    return {console_->file->path(), options_.console.view_only ? "" : page + access.change(),
            page + access.look()};
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
    if (console_) console_->cluster.feed.end();
    if (console_ && console_->http) console_->http->stop();
    cluster_.stop([this] {
      std::error_code ignored;
      if (options_.watch_losses) std::filesystem::remove_all(trace_directory(options_), ignored);
      loop_.stop();
    });
  }

  const ServedClusterOptions& options_;
  const ServedClusterNews& news_;
  AsioScheduler loop_;
  LiveCluster cluster_;
  std::unique_ptr<Console> console_;
  std::unique_ptr<FrontDoor> front_;
  Result<void> outcome_;
  bool finishing_ = false;
};

}  // namespace

Result<void> serve_cluster(const ServedClusterOptions& options, const ServedClusterNews& news) {
  return ServedCluster(options, news).run();
}

}  // namespace lastwrite
