// The DynamoDB API of one region, the same with replication to two more, and dynalite (LevelDB on
// disk), side by side in one run.
//
//   api_bench [--quick] [--rounds N] [--no-dynalite]
//
// All servers are up at the same time; in each round each of them takes the same load in turn, so
// that a slow moment of the machine hits all. What is printed are the medians of the rounds.
// dynalite comes from npm (`./dev bench api` installs it into build/npm); without it its columns
// stay empty. A write that is acknowledged survives a kill of the process in all three, and no
// power cut.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "bench/api/floors.h"
#include "bench/api/http_load.h"
#include "bench/api/server_process.h"
#include "region/base/check.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

constexpr char kDynalite[] = "build/npm/dynalite/node_modules/dynalite/cli.js";
constexpr char kTable[] =
    R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST",)"
    R"("KeySchema":[{"AttributeName":"orderId","KeyType":"HASH"},)"
    R"({"AttributeName":"line","KeyType":"RANGE"}],)"
    R"("AttributeDefinitions":[{"AttributeName":"orderId","AttributeType":"S"},)"
    R"({"AttributeName":"line","AttributeType":"N"}]})";
constexpr int kOrders = 1'000;
constexpr int kLines = 10;

struct Options {
  int rounds = 5;
  Duration time = 2s;
  bool dynalite = true;
};

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--quick") {
      options.rounds = 1;
      options.time = 300ms;
    } else if (word == "--rounds" && i + 1 < count) {
      options.rounds = std::max(1, std::atoi(words[++i]));
    } else if (word == "--no-dynalite") {
      options.dynalite = false;
    } else {
      fmt::print(stderr, "api_bench: there is no option '{}'\n", word);
      std::exit(3);
    }
  }
  options.dynalite = options.dynalite && fs::exists(kDynalite);
  return options;
}

class Directory {
 public:
  Directory() {
    std::string name = (fs::temp_directory_path() / "lastwrite-bench-XXXXXX").string();
    LW_CHECK(mkdtemp(name.data()) != nullptr, "cannot make a directory like {}", name);
    path_ = name;
  }
  ~Directory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

// The requests of one operation, over all items in a scattered order.
std::vector<std::string> requests_of(const std::string& operation) {
  std::vector<std::string> out;
  for (int i = 0; i < kOrders * kLines; ++i) {
    const int n = i * 7919 % (kOrders * kLines);
    const std::string order = fmt::format("order-{:06}", n / kLines);
    const std::string key =
        fmt::format(R"({{"orderId":{{"S":"{}"}},"line":{{"N":"{}"}}}})", order, n % kLines);
    std::string rest = fmt::format(R"("Key":{})", key);
    if (operation == "PutItem")
      rest = fmt::format(
          R"("Item":{{"orderId":{{"S":"{}"}},"line":{{"N":"{}"}},"status":{{"S":"shipped"}},)"
          R"("amount":{{"N":"99.99"}},"version":{{"N":"7"}},"note":{{"S":"{}"}}}})",
          order, n % kLines, std::string(100, 'x'));
    if (operation == "UpdateItem")
      rest += R"(,"UpdateExpression":"SET version = version + :one, #s = :s",)"
              R"("ConditionExpression":"attribute_exists(orderId) AND version >= :one",)"
              R"("ExpressionAttributeNames":{"#s":"status"},)"
              R"("ExpressionAttributeValues":{":one":{"N":"1"},":s":{"S":"paid"}})";
    if (operation == "Query")
      rest = fmt::format(R"("KeyConditionExpression":"orderId = :o",)"
                         R"("ExpressionAttributeValues":{{":o":{{"S":"{}"}}}})",
                         order);
    out.push_back(dynamo_request(operation, fmt::format(R"({{"TableName":"Orders",{}}})", rest)));
  }
  return out;
}

struct Server {
  std::string name;
  std::unique_ptr<ServerProcess> process;
  std::string address;
};

std::string own_folder() {
  return fs::canonical("/proc/self/exe").parent_path().string();
}

Server start_region(const Directory& directory) {
  Server out{"region", nullptr, ""};
  out.process = std::make_unique<ServerProcess>(
      std::vector<std::string>{own_folder() + "/lastwrite", "region", "--name", "us-east-1",
                               "--data", directory.file("region"), "--api", "127.0.0.1:0"});
  const std::string ready = out.process->wait_for_line("ready ");
  out.address = ready.substr(ready.rfind(' ') + 1);
  return out;
}

Server start_cluster(const Directory& directory) {
  std::ofstream(directory.file("orders.json")) << kTable;
  Server out{"3 regions", nullptr, ""};
  out.process = std::make_unique<ServerProcess>(std::vector<std::string>{
      own_folder() + "/lastwrite", "up", "--latency", "none", "--port", "0", "--data",
      directory.file("cluster"), "--table", directory.file("orders.json")});
  const std::string line = out.process->wait_for_line("us-east-1 ");
  out.address = line.substr(line.rfind('/') + 1);
  return out;
}

Server start_dynalite(const Directory& directory) {
  Server out{"dynalite", nullptr, fmt::format("127.0.0.1:{}", free_port())};
  out.process = std::make_unique<ServerProcess>(
      std::vector<std::string>{"node", kDynalite, "--host", "127.0.0.1", "--port",
                               out.address.substr(out.address.find(':') + 1), "--path",
                               directory.file("dynalite"), "--createTableMs", "0"});
  out.process->wait_for_line("Listening");
  return out;
}

LoadResult must(const Server& server, const LoadResult& result) {
  LW_CHECK(result.refused == 0, "{} refused {} requests, first: {}", server.name, result.refused,
           result.first_refusal);
  return result;
}

void fill(const Server& server) {
  if (server.name != "3 regions")
    must(server,
         run_load(server.address, {dynamo_request("CreateTable", kTable)}, {.requests_max = 1}));
  std::this_thread::sleep_for(500ms);  // dynalite's tables take a moment
  must(server, run_load(server.address, requests_of("PutItem"),
                        {.connections = 8, .time = 60s, .requests_max = kOrders * kLines}));
}

template <typename T>
T median(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Cell {
  std::vector<double> rates;
  std::vector<Duration> p50s;
  std::vector<Duration> p99s;

  void add(const LoadResult& result) {
    rates.push_back(result.per_second);
    p50s.push_back(result.p50);
    p99s.push_back(result.p99);
  }
};

std::string cell_text(const Cell& cell) {
  return fmt::format("{:>8.0f} {:>6.2f} {:>6.2f}", median(cell.rates), to_ms(median(cell.p50s)),
                     to_ms(median(cell.p99s)));
}

class Bench {
 public:
  explicit Bench(const Options& options) : options_(options) {}

  bool run() {
    servers_.push_back(start_region(directory_));
    const double memory = servers_[0].process->resident_mib();
    servers_.push_back(start_cluster(directory_));
    if (options_.dynalite) servers_.push_back(start_dynalite(directory_));
    for (const Server& server : servers_) fill(server);
    print_head();
    for (const char* operation : {"PutItem", "GetItem", "UpdateItem", "Query"}) {
      for (const std::size_t connections : {1U, 32U}) measure(operation, connections);
    }
    print_floors();
    hold("an empty region takes less than 40 MiB", memory < 40, fmt::format("{:.1f} MiB", memory));
    for (const std::string& line : verdicts_) fmt::print("{}\n", line);
    return all_hold_;
  }

 private:
  void print_head() {
    fmt::print("requests/s, p50 ms, p99 ms; medians of {} rounds of {:.1f} s\n", options_.rounds,
               to_seconds(options_.time));
    fmt::print("{:<10} {:>4}  {:^22} {:^23} {:^22}   ×   × p99  ×3\n", "operation", "con.",
               "region", "with 2 replicas", "dynalite");
  }

  void measure(const std::string& operation, std::size_t connections) {
    const std::vector<std::string> requests = requests_of(operation);
    std::map<std::string, Cell> cells;
    for (int round = 0; round < options_.rounds; ++round) {
      for (const Server& server : servers_) {
        cells[server.name].add(
            must(server, run_load(server.address, requests, {connections, options_.time})));
        std::this_thread::sleep_for(300ms);  // replicas catch up
      }
    }
    print_row(operation, connections, cells);
  }

  void print_row(const std::string& operation, std::size_t connections,
                 std::map<std::string, Cell>& cells) {
    fmt::print("{:<10} {:>4}  {}  {}", operation, connections, cell_text(cells["region"]),
               cell_text(cells["3 regions"]));
    if (!options_.dynalite) return fmt::print("\n");
    const Cell& other = cells["dynalite"];
    const auto faster = [&](const Cell& cell) { return median(cell.rates) / median(other.rates); };
    const double tail = to_ms(median(cells["region"].p99s)) / to_ms(median(other.p99s));
    const double alone = faster(cells["region"]);
    const double replicated = faster(cells["3 regions"]);
    fmt::print("  {} {:>4.1f}  {:>4.2f} {:>4.1f}\n", cell_text(other), alone, tail, replicated);
    std::fflush(stdout);
    const std::string what = fmt::format("{} at {}", operation, connections);
    hold(what + ": at least 3 × dynalite", alone >= 3, fmt::format("{:.1f} ×", alone));
    hold(what + ": at most a third of its p99", tail <= 1.0 / 3, fmt::format("{:.2f} ×", tail));
    hold(what + ": with replication at least level", replicated >= 1,
         fmt::format("{:.1f} ×", replicated));
  }

  void print_floors() {
    const std::vector<std::string> requests = requests_of("PutItem");
    for (const std::size_t connections : {1U, 32U}) {
      Cell cell;
      for (int round = 0; round < options_.rounds; ++round)
        cell.add(json_echo_floor(requests, {connections, options_.time}));
      fmt::print("{:<10} {:>4}  {}\n", "JSON echo", connections, cell_text(cell));
    }
    for (const int batch : {1, 32}) {
      std::vector<double> rates;
      for (int round = 0; round < options_.rounds; ++round)
        rates.push_back(sqlite_put_floor(directory_.file(fmt::format("floor-{}-{}", batch, round)),
                                         batch, options_.time));
      fmt::print("{:<10} {:>4}  {:>8.0f}\n", "SQLite put", batch, median(rates));
    }
    fmt::print("(×, × p99: region over dynalite; ×3: with two replicas over dynalite)\n\n");
  }

  void hold(const std::string& what, bool holds, const std::string& measured) {
    verdicts_.push_back(fmt::format("{} {}: {}", holds ? "✓" : "✗", what, measured));
    all_hold_ = all_hold_ && holds;
  }

  const Options options_;
  Directory directory_;
  std::vector<Server> servers_;
  std::vector<std::string> verdicts_;
  bool all_hold_ = true;
};

}  // namespace
}  // namespace lastwrite

int main(int count, char** words) {
  const bool held = lastwrite::Bench(lastwrite::read_options(count, words)).run();
  fmt::print("{}\n", held ? "every target holds" : "some target does not hold");
  return 0;
}
