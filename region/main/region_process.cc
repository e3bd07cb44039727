#include "region/main/region_process.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <random>
#include <thread>

#include "proto/trace.pb.h"
#include "region/access/signature_check.h"
#include "region/api/dynamo_dispatcher.h"
#include "region/api/http_server.h"
#include "region/api/metrics_handler.h"
#include "region/api/region_services.h"
#include "region/api/session_observer.h"
#include "region/base/skewed_clock.h"
#include "region/base/system_clock.h"
#include "region/main/backlog_metrics.h"
#include "region/main/capacity_metrics.h"
#include "region/main/region_control.h"
#include "region/metrics/replication_metrics.h"
#include "region/node/region_node.h"
#include "region/observer/trace_observer.h"
#include "region/observer/trace_writer.h"
#include "region/runtime/asio_scheduler.h"
#include "region/runtime/grpc_server.h"
#include "replicator/transport/grpc_transport.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

fs::path store_path(const RegionOptions& options) {
  return fs::path(options.data_directory) / (options.region.text + ".db");
}

// What a start makes on disk. remove() takes it away again when the start fails; what was there
// before stays.
class NewFiles {
 public:
  explicit NewFiles(const RegionOptions& options) : store_(store_path(options)) {
    std::error_code error;
    store_is_new_ = !fs::exists(store_, error);
    fs::path folder = fs::path(options.data_directory).lexically_normal();
    for (; !folder.empty() && !fs::exists(folder, error) && !error; folder = folder.parent_path()) {
      folders_.push_back(folder);
    }
  }
  // `opened`: this process holds the store's lock. Without, a new store is somebody else's.
  void remove(bool opened) const {
    std::error_code ignored;
    if (store_is_new_ && opened) {
      for (const char* suffix : {"", "-wal", "-shm", "-journal", ".lock"}) {
        fs::remove(store_.string() + suffix, ignored);
      }
    }
    for (const fs::path& folder : folders_) fs::remove(folder, ignored);  // only while empty
  }

 private:
  fs::path store_;
  bool store_is_new_ = false;
  std::vector<fs::path> folders_;  // innermost first
};

Result<std::unique_ptr<SqliteStore>> open_store(const RegionOptions& options) {
  std::error_code error;
  fs::create_directories(options.data_directory, error);
  if (error) {
    return fail(ErrorCode::kUsage, "cannot make the data directory {}: {}", options.data_directory,
                error.message());
  }
  return SqliteStore::open(store_path(options).string(), options.durability);
}

Result<std::unique_ptr<Observer>> make_observer(const RegionOptions& options, const Clock& clock) {
  if (options.trace_file.empty()) return std::make_unique<NullObserver>();
  v1::TraceHeader header;
  header.set_format(1);
  header.set_producer(options.region.text);
  header.set_incarnation(options.incarnation);
  auto writer = TraceWriter::create(options.trace_file, header, clock.now());
  if (!writer) return propagate(writer);
  return std::make_unique<TraceObserver>(std::make_unique<TraceWriter>(std::move(*writer)), clock);
}

// A store's generation must not repeat when a region begins anew on an empty directory.
std::uint64_t random_generation() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32 | device()) | 1;
}

NodeOptions node_options(const RegionOptions& options) {
  NodeOptions out;
  out.region = options.region;
  out.peers = options.peers;
  out.stamp_rule = options.stamp_rule;
  out.granularity = options.granularity;
  out.throttle = options.throttle;
  out.new_generation = random_generation();
  out.limits.coalesce_window = options.coalesce_window;
  out.limits.send_pause = options.send_pause;
  out.retention = options.retention;
  return out;
}

// All parts of a running region, in the order of construction; destruction goes backwards.
class RegionProcess {
 public:
  explicit RegionProcess(const RegionOptions& options)
      : options_(options),
        clock_(system_clock_, Random(options.seed).fork(options.region.text).fork("clock")) {}

  Result<void> build();
  Result<void> serve();
  Result<void> read_credentials();
  Result<void> run();
  bool has_store() const { return store_ != nullptr; }

 private:
  void write_metrics(MetricText& text);
  void connect_peers();
  void listen_for_the_end();
  void begin_stop();

  const RegionOptions& options_;
  SystemClock system_clock_;
  SkewedClock clock_;
  AsioScheduler loop_;
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<Observer> observer_;
  SessionBook sessions_{system_clock_, {}};
  std::unique_ptr<ReplicationMetrics> metrics_;
  std::unique_ptr<SessionObserver> session_observer_;
  std::optional<TlsIdentity> tls_;
  std::unique_ptr<GrpcTransport> transport_;
  std::unique_ptr<RegionNode> node_;
  std::unique_ptr<RegionControl> control_;
  std::unique_ptr<RegionServices> services_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<SignatureCheck> signatures_;  // empty where any signature is taken
  std::unique_ptr<DynamoDispatcher> dispatcher_;
  std::unique_ptr<MetricsHandler> measured_;
  std::unique_ptr<HttpServer> http_;  // empty where the API is not served
  std::thread stopper_;
  bool stopping_ = false;
  Result<void> outcome_;
};

Result<void> RegionProcess::build() {
  if (!options_.tls.empty()) {
    auto identity = read_tls_identity(options_.tls);
    if (!identity) return propagate(identity);
    tls_ = *std::move(identity);
  }
  auto store = open_store(options_);
  if (!store) return propagate(store);
  store_ = std::move(*store);
  auto observer = make_observer(options_, clock_);
  if (!observer) return propagate(observer);
  observer_ = std::move(*observer);
  metrics_ = std::make_unique<ReplicationMetrics>(*observer_, system_clock_);
  session_observer_ = std::make_unique<SessionObserver>(*metrics_, sessions_);
  const Random random = Random(options_.seed).fork(options_.region.text);
  transport_ = std::make_unique<GrpcTransport>(options_.region, options_.peers, loop_,
                                               random.fork("backoff"),
                                               replication_protocol(options_.granularity), tls_);
  NodeOptions node = node_options(options_);
  node.on_refused = [this](const RegionName&, const Error& why) {
    outcome_ = Failure(why);
    begin_stop();
  };
  auto opened =
      RegionNode::open(node, {loop_, clock_, *store_, *session_observer_, *transport_}, random);
  if (!opened) {
    return fail(opened.error().code, "{}: {}", store_path(options_).string(),
                opened.error().message);
  }
  node_ = std::move(*opened);
  control_ = std::make_unique<RegionControl>(*transport_, *node_, clock_, [this] { begin_stop(); });
  return serve();
}

Result<void> RegionProcess::serve() {
  services_ = std::make_unique<RegionServices>(loop_, node_->commits(), node_->engine(), *control_);
  std::vector<grpc::Service*> all = services_->all();
  all.push_back(transport_->service());
  auto server = GrpcServer::start(options_.listen, all, tls_);
  if (!server) return propagate(server);
  server_ = std::move(*server);
  if (options_.api_listen.empty()) return {};
  if (const auto keys = read_credentials(); !keys) return keys;
  // Without a trace nobody would hear whose a write was.
  SessionBook* const sessions = options_.trace_file.empty() ? nullptr : &sessions_;
  dispatcher_ = std::make_unique<DynamoDispatcher>(
      ApiContext{loop_, node_->commits(), node_->engine(), options_.global_tables, sessions},
      signatures_.get());
  measured_ = std::make_unique<MetricsHandler>(*dispatcher_, loop_, system_clock_,
                                               [this](MetricText& text) { write_metrics(text); });
  auto http = HttpServer::start(options_.api_listen, *measured_, {});
  if (!http) return propagate(http);
  http_ = std::move(*http);
  return {};
}

Result<void> RegionProcess::read_credentials() {
  if (options_.credentials_file.empty()) return {};
  auto credentials = Credentials::read(options_.credentials_file);
  if (!credentials) return propagate(credentials);
  signatures_ =
      std::make_unique<SignatureCheck>(*std::move(credentials), options_.region, system_clock_);
  return {};
}

Result<void> RegionProcess::run() {
  loop_.post([this] {
    node_->start();
    connect_peers();
  });
  listen_for_the_end();
  fmt::print("ready {} {}{}\n", options_.region, server_->address(),
             http_ ? " " + http_->address() : "");
  std::fflush(stdout);
  loop_.run();
  stopper_.join();
  transport_->stop();
  return outcome_;
}

void RegionProcess::write_metrics(MetricText& text) {
  write_region_info(options_.region, text);
  metrics_->write(text);
  write_backlogs(node_->engine().head(), node_->backlogs(), text);
  if (const Throttle* throttle = node_->engine().throttle()) write_capacity(*throttle, text);
}

void RegionProcess::connect_peers() {
  for (const auto& [peer, address] : options_.addresses) transport_->set_address(peer, address);
}

void RegionProcess::listen_for_the_end() {
  loop_.on_signal({SIGINT, SIGTERM}, [this](int) { begin_stop(); });
  if (options_.exit_with_stdin) {
    loop_.read_lines(
        0, [](const std::string&) {}, [this] { begin_stop(); });
  }
}

// The server ends while the loop still runs, for calls under way are answered by the loop.
void RegionProcess::begin_stop() {
  if (std::exchange(stopping_, true)) return;
  stopper_ = std::thread([this] {
    if (http_) http_->stop();
    server_->stop();
    loop_.post([this] { loop_.stop(); });
  });
}

}  // namespace

Result<void> run_region(const RegionOptions& options) {
  const NewFiles files(options);
  RegionProcess process(options);
  const Result<void> built = process.build();
  if (built) return process.run();
  files.remove(process.has_store());
  return built;
}

}  // namespace lastwrite
