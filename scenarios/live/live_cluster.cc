#include "scenarios/live/live_cluster.h"

#include <fstream>
#include <sstream>

#include "region/base/check.h"
#include "scenarios/engine/all_replies.h"
#include "scenarios/live/child_process.h"
#include "scenarios/live/region_connection.h"

namespace lastwrite {
namespace {

constexpr Duration kCallDeadline = 10s;
constexpr Duration kStopPatience = 5s;

// The last thing that a process said before it ended, or "".
std::string last_line(const std::string& file) {
  std::ifstream in(file);
  std::string last;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) last = line;
  }
  return last;
}

std::string how_it_ended(int exit_code) {
  return exit_code > 128 ? fmt::format("was ended by signal {}", exit_code - 128)
                         : fmt::format("ended with exit code {}", exit_code);
}

}  // namespace

// One region: its process of now, and the connection to it.
class LiveCluster::Member final : public RegionClient {
 public:
  Member(LiveCluster& cluster, RegionName name) : cluster_(cluster), name_(std::move(name)) {}
  ~Member() override { cluster_.loop_.cancel(ready_timer_); }

  void start(Reply<void> reply);
  void kill(Reply<void> reply);
  void stop(Reply<void> reply);

  bool serving() const { return connection_ != nullptr; }
  const std::string& address() const { return address_; }
  const std::string& api_address() const { return api_address_; }
  const RegionName& name() const { return name_; }
  std::map<std::string, KeySchema> key_schemas() const {
    return connection_ ? connection_->key_schemas() : std::map<std::string, KeySchema>();
  }

  // Calls `call(connection)`, or answers kUnavailable where there is none.
  template <typename T, typename Call>
  void with_connection(Reply<T> reply, Call call) {
    if (connection_) return call(*connection_, std::move(reply));
    cluster_.loop_.post([reply = std::move(reply), name = name_]() mutable {
      reply(fail(ErrorCode::kUnavailable, "region {} is not running", name));
    });
  }

  void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) override {
    with_connection(std::move(reply),
                    [&](auto& to, auto answer) { to.get_item(input, std::move(answer)); });
  }
  void put_item(const PutItemInput& input, Reply<WriteOutput> reply) override {
    with_connection(std::move(reply),
                    [&](auto& to, auto answer) { to.put_item(input, std::move(answer)); });
  }
  void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) override {
    with_connection(std::move(reply),
                    [&](auto& to, auto answer) { to.update_item(input, std::move(answer)); });
  }
  void delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) override {
    with_connection(std::move(reply),
                    [&](auto& to, auto answer) { to.delete_item(input, std::move(answer)); });
  }
  void transact_puts(const TransactPutsInput& input,
                     Reply<std::vector<WriteOutput>> reply) override {
    with_connection(std::move(reply),
                    [&](auto& to, auto answer) { to.transact_puts(input, std::move(answer)); });
  }

 private:
  std::vector<std::string> command() const;
  std::string log_file() const {
    return cluster_.options_.log_directory + "/" + name_.text + ".log";
  }
  // Behind a sentence about the region's end.
  std::string where_the_log_is() const {
    return pending_ && !cluster_.options_.logs_stay ? "" : "; its log: " + log_file();
  }
  void on_line(const std::string& line);
  void on_exit(int exit_code);
  void settle(Result<void> result);

  LiveCluster& cluster_;
  const RegionName name_;
  std::unique_ptr<ChildProcess> process_;
  std::unique_ptr<RegionConnection> connection_;
  std::string address_;
  std::string api_address_;
  std::uint32_t incarnation_ = 0;
  bool expected_to_end_ = false;
  Reply<void> pending_;  // of start, kill or stop
  TimerId ready_timer_ = TimerId::kNone;
};

std::vector<std::string> LiveCluster::Member::command() const {
  const LiveClusterOptions& options = cluster_.options_;
  std::string peers;
  for (const RegionName& region : options.regions) {
    if (region != name_) peers += (peers.empty() ? "" : ",") + region.text;
  }
  std::vector<std::string> words = {
      options.executable,  "region",        "--name",
      name_.text,          "--data",        options.data_directory,
      "--exit-with-stdin", "--incarnation", fmt::format("{}", incarnation_)};
  if (!options.trace_directory.empty()) {
    words.insert(words.end(), {"--trace", fmt::format("{}/{}.{}.lwtrace", options.trace_directory,
                                                      name_, incarnation_)});
  }
  // A restarted region serves where it did.
  const auto api = options.api_listen.find(name_);
  if (!api_address_.empty()) {
    words.insert(words.end(), {"--api", api_address_});
  } else if (api != options.api_listen.end()) {
    words.insert(words.end(), {"--api", api->second});
  }
  if (!peers.empty()) words.insert(words.end(), {"--peers", peers});
  words.insert(words.end(), options.region_arguments.begin(), options.region_arguments.end());
  return words;
}

void LiveCluster::Member::start(Reply<void> reply) {
  pending_ = std::move(reply);
  expected_to_end_ = false;
  auto spawned = ChildProcess::spawn(
      cluster_.loop_, command(), log_file(), [this](const std::string& line) { on_line(line); },
      [this](int exit_code) { on_exit(exit_code); });
  if (!spawned) return settle(propagate(spawned));
  process_ = std::move(*spawned);
  ready_timer_ = cluster_.loop_.call_after(cluster_.options_.ready_timeout, [this] {
    ready_timer_ = TimerId::kNone;
    expected_to_end_ = true;  // what comes up later would have no place in the cluster
    process_->kill();
    settle(fail(ErrorCode::kUnavailable, "region {} did not become ready in {}{}", name_,
                duration_text(cluster_.options_.ready_timeout), where_the_log_is()));
  });
}

// "ready eu-west-1 127.0.0.1:41234", and where the DynamoDB API is served, if it is
void LiveCluster::Member::on_line(const std::string& line) {
  std::istringstream words(line);
  std::string ready;
  std::string name;
  if (!(words >> ready >> name >> address_) || ready != "ready") return;
  words >> api_address_;
  connection_ = std::make_unique<RegionConnection>(cluster_.loop_, address_, kCallDeadline);
  settle({});
}

void LiveCluster::Member::on_exit(int exit_code) {
  connection_.reset();
  ++incarnation_;
  const std::string said = last_line(log_file());
  const std::string why = fmt::format("region {} {}{}{}", name_, how_it_ended(exit_code),
                                      said.empty() ? "" : " (" + said + ")", where_the_log_is());
  if (pending_) {
    settle(expected_to_end_ ? Result<void>()
                            : Result<void>(fail(ErrorCode::kUnavailable, "{}", why)));
  } else if (!expected_to_end_ && cluster_.options_.on_region_lost) {
    cluster_.options_.on_region_lost(name_, why);
  }
}

void LiveCluster::Member::kill(Reply<void> reply) {
  if (!process_ || !process_->running()) return stop(std::move(reply));
  pending_ = std::move(reply);
  expected_to_end_ = true;
  process_->kill();
}

void LiveCluster::Member::stop(Reply<void> reply) {
  pending_ = std::move(reply);
  expected_to_end_ = true;
  if (!process_ || !process_->running()) return settle({});
  process_->close_input();
}

void LiveCluster::Member::settle(Result<void> result) {
  cluster_.loop_.cancel(std::exchange(ready_timer_, TimerId::kNone));
  if (!pending_) return;
  cluster_.loop_.post([reply = std::exchange(pending_, nullptr),
                       result = std::move(result)]() mutable { reply(std::move(result)); });
}

LiveCluster::LiveCluster(LiveClusterOptions options, AsioScheduler& loop)
    : options_(std::move(options)), loop_(loop) {
  for (const RegionName& region : options_.regions) {
    members_.emplace(region, std::make_unique<Member>(*this, region));
  }
}

LiveCluster::~LiveCluster() = default;

LiveCluster::Member& LiveCluster::member(const RegionName& region) {
  const auto found = members_.find(region);
  LW_CHECK(found != members_.end(), "no region {} in this cluster", region);
  return *found->second;
}

std::string LiveCluster::api_address(const RegionName& region) {
  return member(region).api_address();
}

std::map<std::string, KeySchema> LiveCluster::key_schemas(const RegionName& region) {
  return member(region).key_schemas();
}

void LiveCluster::start(Reply<void> reply) {
  auto all = AllReplies::make(members_.size(),
                              [this, reply = std::move(reply)](Result<void> started) mutable {
                                if (!started) return reply(std::move(started));
                                introduce(std::move(reply));
                              });
  for (auto& [name, member] : members_) member->start(all->part());
}

// Tells every region that serves where every other one that serves listens.
void LiveCluster::introduce(Reply<void> reply) {
  std::vector<std::pair<Member*, Member*>> pairs;
  for (auto& [name, from] : members_) {
    for (auto& [peer, to] : members_) {
      if (from != to && from->serving() && to->serving()) pairs.emplace_back(from.get(), to.get());
    }
  }
  auto all = AllReplies::make(pairs.size(), std::move(reply));
  if (pairs.empty()) loop_.post([all] { all->settle_empty(); });
  for (const auto& [from, to] : pairs) {
    from->with_connection<void>(
        all->part(), [peer = to](RegionConnection& connection, Reply<void> answer) {
          connection.set_peer(peer->name(), peer->address(), std::move(answer));
        });
  }
}

void LiveCluster::stop(std::function<void()> done) {
  auto finished = std::make_shared<std::function<void()>>(std::move(done));
  const auto finish_once = [finished] {
    if (auto call = std::exchange(*finished, nullptr)) call();
  };
  auto all = AllReplies::make(members_.size(), [finish_once](Result<void>) { finish_once(); });
  for (auto& [name, member] : members_) member->stop(all->part());
  loop_.call_after(kStopPatience, finish_once);  // destruction then kills what is left
}

void LiveCluster::create_table(const CreateTableInput& input, Reply<void> reply) {
  auto all = AllReplies::make(members_.size(), std::move(reply));
  for (auto& [name, member] : members_) {
    member->with_connection<void>(all->part(),
                                  [&input](RegionConnection& connection, Reply<void> answer) {
                                    connection.create_table(input, std::move(answer));
                                  });
  }
}

void LiveCluster::set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) {
  auto all = AllReplies::make(members_.size(), std::move(reply));
  for (auto& [name, member] : members_) {
    member->with_connection<void>(all->part(),
                                  [&input](RegionConnection& connection, Reply<void> answer) {
                                    connection.set_time_to_live(input, std::move(answer));
                                  });
  }
}

void LiveCluster::state(const RegionName& region, Reply<RegionState> reply) {
  member(region).with_connection(std::move(reply),
                                 [](auto& to, auto answer) { to.state(std::move(answer)); });
}

void LiveCluster::versions(const RegionName& region, const TableName& table,
                           Reply<std::vector<HeldVersion>> reply) {
  member(region).with_connection(
      std::move(reply), [&](auto& to, auto answer) { to.versions(table, std::move(answer)); });
}

RegionClient& LiveCluster::client(const RegionName& region) {
  return member(region);
}

void LiveCluster::set_link(const RegionName& from, const RegionName& to, const LinkSpec& link,
                           Reply<void> reply) {
  member(from).with_connection(
      std::move(reply), [&](auto& at, auto answer) { at.set_link(to, link, std::move(answer)); });
}

void LiveCluster::set_clock(const RegionName& region, const ClockSkew& skew, Reply<void> reply) {
  member(region).with_connection(
      std::move(reply), [&](auto& at, auto answer) { at.set_clock(skew, std::move(answer)); });
}

void LiveCluster::step_clock(const RegionName& region, Duration delta, Reply<void> reply) {
  member(region).with_connection(
      std::move(reply), [&](auto& at, auto answer) { at.step_clock(delta, std::move(answer)); });
}

void LiveCluster::set_commit_delay(const RegionName& region, Duration delay, Reply<void> reply) {
  member(region).with_connection(std::move(reply), [&](auto& at, auto answer) {
    at.set_commit_delay(delay, std::move(answer));
  });
}

void LiveCluster::kill(const RegionName& region, CrashMode mode, Reply<void> reply) {
  LW_CHECK(mode == CrashMode::kProcess, "a power cut of {} in a live run", region);
  member(region).kill(std::move(reply));
}

void LiveCluster::restart(const RegionName& region, Reply<void> reply) {
  member(region).start([this, reply = std::move(reply)](Result<void> started) mutable {
    if (!started) return reply(std::move(started));
    introduce(std::move(reply));
  });
}

}  // namespace lastwrite
