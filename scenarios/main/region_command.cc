#include "scenarios/main/region_command.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <CLI/CLI.hpp>

#include "region/base/distribution.h"
#include "region/main/region_process.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/tell.h"

namespace lastwrite {
namespace {

// The words of the command line, before they are understood.
struct Words {
  std::string config;
  std::string name;
  std::vector<std::string> peers;
  std::string stamps = "wall";
  std::string granularity = "item";
  std::string durability = "process";
  std::string coalesce = "0ms";
  std::string send_pause = "0ms";
  std::string tombstone_grace = "10min";
  std::string stream_retention = "24h";
  std::string ttl_sweep = "10s";
  RegionOptions options;
};

// "127.0.0.1:40001", "localhost:0", "[::1]:40001".
Result<void> check_address(const std::string& option, const std::string& text) {
  const auto colon = text.rfind(':');
  unsigned port = 0;
  const char* const end = text.data() + text.size();
  const char* const digits = colon == std::string::npos ? end : text.data() + colon + 1;
  const auto [stop, error] = std::from_chars(digits, end, port);
  if (colon != 0 && error == std::errc{} && stop == end && port <= 65535) return {};
  return fail(ErrorCode::kUsage, "{}: '{}' is no address: write HOST:PORT, such as 127.0.0.1:40001",
              option, text);
}

// "eu-west-1" or "eu-west-1=127.0.0.1:40001".
Result<void> add_peer(const std::string& word, RegionOptions& options) {
  const auto equals = word.find('=');
  const Result<RegionName> peer = parse_region_name(word.substr(0, equals));
  if (!peer) return propagate(peer);
  if (*peer == options.region)
    return fail(ErrorCode::kUsage, "--peers names the region itself: {}", *peer);
  if (std::find(options.peers.begin(), options.peers.end(), *peer) != options.peers.end()) {
    return fail(ErrorCode::kUsage, "--peers names {} twice", *peer);
  }
  options.peers.push_back(*peer);
  if (equals == std::string::npos) return {};
  options.addresses[*peer] = word.substr(equals + 1);
  return check_address("--peers", options.addresses[*peer]);
}

Result<Duration> non_negative(const std::string& option, const std::string& text) {
  const Result<Duration> value = parse_duration(text);
  if (!value) return fail(ErrorCode::kUsage, "{}: {}", option, value.error().message);
  if (value->count() < 0) return fail(ErrorCode::kUsage, "{}: {} is below 0", option, text);
  return value;
}

Result<RegionOptions> understand(const Words& words) {
  RegionOptions options = words.options;
  const Result<RegionName> name = parse_region_name(words.name);
  if (!name) return propagate(name);
  options.region = *name;
  for (const std::string& peer : words.peers) {
    if (const auto added = add_peer(peer, options); !added) return propagate(added);
  }
  if (const auto listen = check_address("--listen", options.listen); !listen)
    return propagate(listen);
  if (!options.api_listen.empty()) {
    if (const auto api = check_address("--api", options.api_listen); !api) return propagate(api);
  }
  const auto rule = parse_stamp_rule(words.stamps);
  if (!rule)
    return fail(ErrorCode::kUsage, "--stamps is wall, wall-monotonic or hlc, not '{}'",
                words.stamps);
  options.stamp_rule = *rule;
  const auto granularity = parse_granularity(words.granularity);
  if (!granularity)
    return fail(ErrorCode::kUsage, "--granularity is item or attribute, not '{}'",
                words.granularity);
  options.granularity = *granularity;
  if (words.durability != "process" && words.durability != "full") {
    return fail(ErrorCode::kUsage, "--durability is process or full, not '{}'", words.durability);
  }
  options.durability = words.durability == "full" ? Durability::kFull : Durability::kProcess;
  const auto coalesce = non_negative("--coalesce", words.coalesce);
  if (!coalesce) return propagate(coalesce);
  options.coalesce_window = *coalesce;
  const auto pause = non_negative("--send-pause", words.send_pause);
  if (!pause) return propagate(pause);
  options.send_pause = *pause;
  const auto grace = non_negative("--tombstone-grace", words.tombstone_grace);
  if (!grace) return propagate(grace);
  options.retention.tombstone_grace = *grace;
  const auto streams = non_negative("--stream-retention", words.stream_retention);
  if (!streams) return propagate(streams);
  options.retention.stream_records = *streams;
  const auto sweep = non_negative("--ttl-sweep", words.ttl_sweep);
  if (!sweep) return propagate(sweep);
  options.retention.ttl_sweep = *sweep;
  return options;
}

int run(const Words& words) {
  const Result<RegionOptions> options = understand(words);
  if (!options) {
    tell("lastwrite region: {}\n", options.error().message);
    return kExitUsage;
  }
  const Result<void> ended = run_region(*options);
  if (ended) return kExitOk;
  return complain("region", ended.error());
}

}  // namespace

void add_region_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("region", "Run one region process (what `run` starts for each region)");
  const auto words = std::make_shared<Words>();
  command->add_option("--name", words->name, "The region's name, such as eu-west-1")->required();
  command->add_flag("--global-tables", words->options.global_tables,
                    "Make every table that CreateTable makes a global one in all regions");
  command->add_flag("--throttle", words->options.throttle,
                    "Refuse what goes beyond the provisioned capacity of a table or an index");
  command->add_option("--data", words->options.data_directory, "Directory of the region's store")
      ->required();
  command
      ->add_option("--listen", words->options.listen, "Address to serve on; port 0: any free one")
      ->capture_default_str();
  command->add_option("--api", words->options.api_listen,
                      "Address to serve the DynamoDB API on, such as 127.0.0.1:8000");
  command->add_option("--credentials", words->options.credentials_file,
                      "An AWS credentials file: only its keys may use the API; without, any may");
  command
      ->add_option("--peers", words->peers, "Regions to replicate with: NAME or NAME=HOST:PORT, …")
      ->delimiter(',');
  command->add_option("--tls-cert", words->options.tls.certificate,
                      "PEM certificate with the region's name, for replication over TLS");
  command->add_option("--tls-key", words->options.tls.private_key, "Its private key");
  command->add_option("--tls-ca", words->options.tls.authority,
                      "PEM certificates of the authority that peers' certificates are of");
  command->add_option("--stamps", words->stamps, "Stamp rule: wall, wall-monotonic or hlc")
      ->capture_default_str();
  command
      ->add_option("--granularity", words->granularity,
                   "What conflicts are resolved by: item, or attribute (a what-if)")
      ->capture_default_str();
  command
      ->add_option("--durability", words->durability,
                   "What a write survives: process (kill -9) or full")
      ->capture_default_str();
  command
      ->add_option("--coalesce", words->coalesce,
                   "Combine changes of one item within this time; 0ms: never")
      ->capture_default_str();
  command
      ->add_option("--send-pause", words->send_pause,
                   "Between two batches to a peer: what comes in it goes together; 0ms: none")
      ->capture_default_str();
  command
      ->add_option("--tombstone-grace", words->tombstone_grace,
                   "Keep tombstones this long after all have them")
      ->capture_default_str();
  command
      ->add_option("--log-records-max", words->options.retention.log_records_max,
                   "Changes kept for a peer that is away; beyond, it gets a backfill")
      ->capture_default_str();
  command
      ->add_option("--stream-retention", words->stream_retention,
                   "Keep the records of DynamoDB Streams this long")
      ->capture_default_str();
  command
      ->add_option("--ttl-sweep", words->ttl_sweep,
                   "Look for items whose time to live is over this often; 0s: never")
      ->capture_default_str();
  command->add_option("--trace", words->options.trace_file, "File for the observer's trace");
  command->add_option("--incarnation", words->options.incarnation,
                      "How often it was started before");
  command->add_option("--seed", words->options.seed, "Of the links' random streams")
      ->capture_default_str();
  command->add_flag("--exit-with-stdin", words->options.exit_with_stdin,
                    "Stop when standard input ends");
  // with_config_file() has put the file's options in its place.
  command->add_option("--config", words->config,
                      "A file with these options, one to a line: listen = HOST:PORT");
  command->footer(
      "Example: two regions on one host, each knowing the other\n"
      "  lastwrite region --name a --data /tmp/a --listen 127.0.0.1:40001 \\\n"
      "    --peers b=127.0.0.1:40002\n"
      "  lastwrite region --name b --data /tmp/b --listen 127.0.0.1:40002 \\\n"
      "    --peers a=127.0.0.1:40001");
  command->callback([words, &exit_code] { exit_code = run(*words); });
}

}  // namespace lastwrite
