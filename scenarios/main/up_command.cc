#include "scenarios/main/up_command.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "analysis/page/console_page.h"
#include "analysis/page/json_text.h"
#include "region/access/credentials.h"
#include "region/api/table_request.h"
#include "region/base/distribution.h"
#include "region/base/printable.h"
#include "scenarios/engine/network_preset.h"
#include "scenarios/live/process_folder.h"
#include "scenarios/live/served_cluster.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/scenario_finder.h"
#include "scenarios/main/tell.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

// Little beside any latency worth the name, and with it a busy region sends a hundredth of the
// messages.
constexpr char kSendPause[] = "3ms";

struct Words {
  std::vector<std::string> regions = {"us-east-1", "eu-west-1", "ap-northeast-1"};
  std::string latency = "aws-like";
  std::string stamps = "wall";
  std::string durability = "process";
  std::string ttl_sweep = "10s";
  std::string data;  // empty: a temporary folder
  std::vector<std::string> tables;
  bool global = false;      // what CreateTable makes is made in all regions
  std::string credentials;  // a file; empty: any signature is taken
  std::string host = "127.0.0.1";
  std::uint16_t port = 8000;           // of the first region; 0: any
  std::optional<std::uint16_t> front;  // for all regions; 0: any
  std::string console = "127.0.0.1:0";
  bool view_only = false;  // the console
  bool no_losses = false;
  bool throttle = false;
  bool json = false;
};

Result<std::vector<RegionName>> regions_of(const Words& words) {
  std::vector<RegionName> regions;
  for (const std::string& word : words.regions) {
    const Result<RegionName> name = parse_region_name(word);
    if (!name) return propagate(name);
    if (std::find(regions.begin(), regions.end(), *name) != regions.end())
      return fail(ErrorCode::kUsage, "--regions names {} twice", *name);
    regions.push_back(*name);
  }
  return regions;
}

Result<CreateTableInput> read_table(const std::string& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorCode::kUsage, "cannot read the table's file {}", file);
  auto table = create_table_input(text.str());
  if (!table)
    return fail(ErrorCode::kUsage, "{}: {} (it holds what CreateTable takes)", file,
                table.error().message);
  return table;
}

constexpr char kFolderPrefix[] = "lastwrite-up-";

std::string folder_parent() {
  return fs::temp_directory_path().string();
}

Result<ServedClusterOptions> understand(const Words& words, const std::string& data) {
  ServedClusterOptions out;
  auto regions = regions_of(words);
  if (!regions) return propagate(regions);
  auto links = preset_links(words.latency, *regions);
  if (!links) return propagate(links);
  out.links = *std::move(links);
  for (const std::string& file : words.tables) {
    auto table = read_table(file);
    if (!table) return propagate(table);
    out.tables.push_back(*std::move(table));
  }
  out.watch_losses = !words.no_losses;
  out.console = {words.console, console_page(), words.view_only};
  out.cluster.executable = own_executable();
  out.cluster.data_directory = data;
  out.cluster.log_directory = data;
  out.cluster.logs_stay = !words.data.empty();
  out.cluster.region_arguments = {"--stamps",       words.stamps,   "--durability",
                                  words.durability, "--send-pause", kSendPause};
  if (words.throttle) out.cluster.region_arguments.push_back("--throttle");
  if (words.global) out.cluster.region_arguments.push_back("--global-tables");
  if (const auto pace = parse_duration(words.ttl_sweep); !pace || pace->count() < 0)
    return fail(ErrorCode::kUsage, "--ttl-sweep: '{}' is no duration such as 10s", words.ttl_sweep);
  out.cluster.region_arguments.insert(out.cluster.region_arguments.end(),
                                      {"--ttl-sweep", words.ttl_sweep});
  if (!words.credentials.empty()) {
    if (const auto keys = Credentials::read(words.credentials); !keys) return propagate(keys);
    for (const std::string& word : {std::string("--credentials"), words.credentials})
      out.cluster.region_arguments.push_back(word);
  }
  if (words.front) out.front = fmt::format("{}:{}", words.host, *words.front);
  std::uint32_t port = words.port;
  for (const RegionName& region : *regions) {
    if (port > UINT16_MAX) return fail(ErrorCode::kUsage, "--port: there is no port {}", port);
    out.cluster.api_listen[region] = fmt::format("{}:{}", words.host, port);
    if (port != 0) ++port;
  }
  out.cluster.regions = *std::move(regions);
  return out;
}

void print_console(const OpenedConsole& console, const Words& words) {
  fmt::print("\n");
  if (!console.change.empty()) fmt::print("Console       {}\n", console.change);
  fmt::print("to look only  {}\n", console.look);
  if (words.console.starts_with("0.0.0.0:"))
    fmt::print("From other machines: this one's address in place of 127.0.0.1.\n");
}

void print_endpoints(const Endpoints& endpoints, const Words& words, const OpenedConsole& console) {
  const bool any = words.credentials.empty();
  std::size_t width = 0;
  for (const auto& [region, address] : endpoints) width = std::max(width, region.text.size());
  for (const auto& [region, address] : endpoints)
    fmt::print("{:{}}  http://{}\n", region.text, width, address);
  print_console(console, words);
  fmt::print(
      "\nReplication between them: latency '{}'. {} For example:\n{}"
      "  aws dynamodb list-tables --region {} --endpoint-url http://{}\n"
      "In another terminal: lastwrite ctl status, lastwrite ctl losses --follow\n"
      "  (where several clusters run: --cluster {})\n"
      "Ctrl-C stops all.\n",
      words.latency,
      any ? "Any credentials are taken." : "Credentials are those of " + words.credentials + ".",
      any ? "  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any\n"
          : "  export AWS_SHARED_CREDENTIALS_FILE=" + words.credentials + "\n",
      endpoints.front().first, endpoints.front().second, console.file);
  std::fflush(stdout);
}

// The same for programs, in one line.
void print_json(Endpoints endpoints, const Words& words, const OpenedConsole& console) {
  std::optional<std::string> front, change;
  if (words.front) {
    front = "http://" + endpoints.back().second;
    endpoints.pop_back();
  }
  if (!console.change.empty()) change = console.change;
  JsonText json;
  json.begin_object();
  json.key("regions");
  json.begin_object();
  for (const auto& [region, address] : endpoints) json.member(region.text, "http://" + address);
  json.end_object();
  json.member("front", front);
  json.key("console");
  json.begin_object();
  json.member("change", change);
  json.member("look", console.look);
  json.end_object();
  json.member("cluster_file", console.file);
  json.member("pid", getpid());
  json.end_object();
  fmt::print("{}\n", std::move(json).text());
  std::fflush(stdout);
}

// What a user can do about a port that somebody else has.
Error with_advice(Error error) {
  if (error.message.find("Address already in use") != std::string::npos)
    error.message += ": --port names another first port, --port 0 takes any free ones";
  return error;
}

int run(const Words& words) {
  const std::string data =
      words.data.empty() ? ProcessFolder::path_of(folder_parent(), kFolderPrefix) : words.data;
  const auto options = understand(words, data);
  if (!options) return complain("up", options.error());
  std::optional<ProcessFolder> temporary;
  ProcessFolder::remove_abandoned(folder_parent(), kFolderPrefix);
  if (words.data.empty()) {
    auto made = ProcessFolder::make(folder_parent(), kFolderPrefix);
    if (!made) return complain("up", made.error());
    temporary.emplace(*std::move(made));
  }
  std::error_code error;
  fs::create_directories(data, error);
  const ServedClusterNews news = {
      [&](const Endpoints& endpoints, const OpenedConsole& console) {
        if (words.json) return print_json(endpoints, words, console);
        print_endpoints(endpoints, words, console);
      },
      [](const std::string& sentence) { tell("lastwrite up: {}\n", printable(sentence)); }};
  const Result<void> ended = serve_cluster(*options, news);
  return ended ? kExitOk : complain("up", with_advice(ended.error()));
}

}  // namespace

void add_up_command(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "up", "Start regions for your own application, with a DynamoDB endpoint each");
  const auto words = std::make_shared<Words>();
  command->add_option("--regions", words->regions, "The regions' names")
      ->delimiter(',')
      ->capture_default_str();
  command
      ->add_option(
          "--latency", words->latency,
          "Between the regions: none, aws (half a round trip) or aws-like (and a pipeline)")
      ->capture_default_str();
  command->add_option("--table", words->tables,
                      "A JSON file with what CreateTable takes: made in all regions");
  command->add_flag("--global", words->global,
                    "Make every table that CreateTable makes a global one in all regions");
  command->add_flag("--throttle", words->throttle,
                    "Refuse what goes beyond the provisioned capacity of a table or an index, as "
                    "ProvisionedThroughputExceededException and in UnprocessedItems");
  command->add_option("--credentials", words->credentials,
                      "An AWS credentials file: only its keys may use the API; without, any may");
  command->add_option("--data", words->data,
                      "Folder that keeps the stores; without it they go at the end");
  command
      ->add_option("--host", words->host,
                   "Address to serve on; beyond 127.0.0.1 anybody who reaches it may write")
      ->capture_default_str();
  command
      ->add_option("--port", words->port,
                   "Port of the first region, the next ones follow; 0: any free ones")
      ->capture_default_str();
  command->add_option("--front", words->front,
                      "Port for all regions: a request goes to the region in its signature's scope "
                      "or its table's ARN; 0: any free one");
  command->add_option("--stamps", words->stamps, "Stamp rule: wall, wall-monotonic or hlc")
      ->check(CLI::IsMember({"wall", "wall-monotonic", "hlc"}))
      ->capture_default_str();
  command
      ->add_option("--durability", words->durability,
                   "What a write survives: process (kill -9) or full")
      ->check(CLI::IsMember({"process", "full"}))
      ->capture_default_str();
  command
      ->add_option("--ttl-sweep", words->ttl_sweep,
                   "Look for items whose time to live is over this often; 0s: never")
      ->capture_default_str();
  command
      ->add_option(
          "--console", words->console,
          "Address of the console and of `lastwrite ctl`, such as 0.0.0.0:8099; port 0: any "
          "free one")
      ->capture_default_str();
  command->add_flag("--console-view-only", words->view_only,
                    "The console shows and changes nothing; `lastwrite ctl` still does");
  command->add_flag("--no-losses", words->no_losses,
                    "Do not watch for lost writes: regions then write no trace");
  command->add_flag("--json", words->json,
                    "Once all serve, one line of JSON on standard output: the addresses of "
                    "regions, front and console, the cluster's file, the process's id");
  command->footer(
      "Example: two regions with a table in both\n"
      "  lastwrite up --regions us-east-1,eu-west-1 --table orders.json");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
