#include "scenarios/main/ctl_command.h"

#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "scenarios/control/control_client.h"
#include "scenarios/main/complaint.h"
#include "scenarios/main/ctl_words.h"
#include "scenarios/main/exit_codes.h"
#include "scenarios/main/interrupt_flag.h"
#include "scenarios/main/report_style.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr auto kFollowPace = std::chrono::milliseconds(250);

struct Words {
  std::string cluster;
  bool as_json = false;
  bool follow = false;
  std::string table;
  json::object body;  // of a command
};

using Parsed = std::shared_ptr<Words>;

// Asks the cluster and shows the answer.
int with_answer(const Words& words, const std::string& method, const std::string& target,
                const std::string& body, const std::function<int(const std::string&)>& show) {
  const auto cluster = find_cluster(words.cluster);
  if (!cluster) return complain("ctl", cluster.error());
  const auto answer = ask(*cluster, method, target, body);
  return answer ? show(*answer) : complain("ctl", answer.error());
}

template <typename T>
int print_or_complain(const Result<T>& words) {
  if (!words) return complain("ctl", words.error());
  fmt::print("{}", *words);
  return kExitOk;
}

int status(const Words& words) {
  return with_answer(words, "GET", "/status", "", [&](const std::string& answer) {
    if (words.as_json) return print_or_complain(Result<std::string>(answer + "\n"));
    return print_or_complain(status_words(answer));
  });
}

int command(const Words& words, const std::string& name) {
  return with_answer(words, "POST", "/" + name, json::serialize(words.body),
                     [&words](const std::string& answer) {
                       if (words.as_json)
                         return print_or_complain(Result<std::string>(answer + "\n"));
                       const auto done = done_words(answer);
                       if (!done) return complain("ctl", done.error());
                       fmt::print("{}\n", *done);
                       return kExitOk;
                     });
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string losses_target(const Words& words, std::uint64_t after) {
  return fmt::format("/losses?after={}{}", after,
                     words.table.empty() ? "" : "&table=" + escaped(words.table));
}

// One object to a line, so that a program can follow too.
Result<LossWords> show_losses(const std::string& answer, const Words& words) {
  Result<LossWords> losses = loss_words(answer, terminal_style().colour);
  if (!losses || !words.as_json) {
    if (losses) fmt::print("{}", losses->stories);
    return losses;
  }
  const json::value in = json::parse(answer);
  for (const json::value& loss : in.at("losses").as_array())
    fmt::print("{}\n", json::serialize(loss));
  return losses;
}

int follow(const Words& words) {
  const InterruptFlag interrupt;
  std::uint64_t last = 0;
  while (!interrupt.raised()) {
    const int code =
        with_answer(words, "GET", losses_target(words, last), "", [&](const std::string& answer) {
          const auto losses = show_losses(answer, words);
          if (!losses) return complain("ctl", losses.error());
          last = losses->last;
          return kExitOk;
        });
    if (code != kExitOk) return code;
    if (std::fflush(stdout) != 0) return kExitUnknown;
    std::this_thread::sleep_for(kFollowPace);
  }
  return kExitOk;
}

int losses(const Words& words) {
  if (words.follow) return follow(words);
  return with_answer(words, "GET", losses_target(words, 0), "", [&](const std::string& answer) {
    if (words.as_json) return print_or_complain(Result<std::string>(answer + "\n"));
    const auto told = loss_words(answer, terminal_style().colour);
    if (!told) return complain("ctl", told.error());
    fmt::print("{}{}", told->stories, told->totals);
    return kExitOk;
  });
}

// --- the words of the command line
// -----------------------------------------------------------------

CLI::App* add(CLI::App& ctl, const Parsed& words, const std::string& name,
              const std::string& what) {
  CLI::App* const command = ctl.add_subcommand(name, what);
  command->add_option("--cluster", words->cluster,
                      "The cluster's file, as `up` prints it; without: the only one that runs");
  return command;
}

// An option or a word that goes into the command's body as a text.
CLI::Option* text(CLI::App* command, const Parsed& words, const std::string& option,
                  const std::string& member, const std::string& what) {
  return command->add_option_function<std::string>(
      option, [words, member](const std::string& value) { words->body[member] = value; }, what);
}

void flag(CLI::App* command, const Parsed& words, const std::string& option,
          const std::string& member, const std::string& what) {
  command->add_flag_callback(
      option, [words, member] { words->body[member] = true; }, what);
}

void regions(CLI::App* command, const Parsed& words, const std::string& option,
             const std::string& member, const std::string& what) {
  const auto set = [words, member](const std::string& value) {
    json::array names;
    for (const std::string& name : CLI::detail::split(value, ',')) names.emplace_back(name);
    words->body[member] = std::move(names);
  };
  CLI::Option* const added = command->add_option_function<std::string>(option, set, what);
  if (member == "side") added->required();
}

void add_status(CLI::App& ctl, const Parsed& words, int& exit_code) {
  CLI::App* const one = add(ctl, words, "status", "Regions, backlogs, clocks, lost writes");
  one->add_flag("--json", words->as_json, "As JSON");
  one->callback([words, &exit_code] { exit_code = status(*words); });
}

void add_losses(CLI::App& ctl, const Parsed& words, int& exit_code) {
  CLI::App* const one = add(ctl, words, "losses", "Each lost write as a story");
  one->add_flag("--follow", words->follow, "Go on, and tell each one as it is decided");
  one->add_flag("--json", words->as_json, "As JSON; with --follow an object to a line");
  one->add_option("--table", words->table, "Of this table alone");
  one->callback([words, &exit_code] { exit_code = losses(*words); });
}

void runs(CLI::App* one, const Parsed& words, const std::string& name, int& exit_code) {
  one->add_flag("--json", words->as_json, "As JSON");
  one->callback([words, name, &exit_code] { exit_code = command(*words, name); });
}

void add_link(CLI::App& ctl, const Parsed& words, int& exit_code) {
  CLI::App* const one = add(ctl, words, "link", "Changes the link from a region to another one");
  text(one, words, "FROM", "from", "Region")->required();
  text(one, words, "TO", "to", "Region")->required();
  flag(one, words, "--both", "both", "And the way back");
  text(one, words, "--latency", "latency",
       "One way, such as 80ms or 'lognormal(median=80ms, p99=1s)'");
  text(one, words, "--pipeline", "pipeline", "Added to it: the replication service's own work");
  text(one, words, "--jitter", "jitter", "Uniform, either way");
  text(one, words, "--loss", "loss", "Transmissions that are lost and sent again, such as 1%");
  text(one, words, "--retransmit", "retransmit", "How long after");
  text(one, words, "--duplicate", "duplicate", "Records that come twice, such as 1%");
  text(one, words, "--reorder", "reorder", "Records that overtake others of their item");
  text(one, words, "--bandwidth", "bandwidth", "Such as 10MB/s");
  runs(one, words, "link", exit_code);
}

void add_faults(CLI::App& ctl, const Parsed& words, int& exit_code) {
  CLI::App* const partition =
      add(ctl, words, "partition", "Cuts regions off from others, both ways");
  regions(partition, words, "SIDE", "side", "Regions, such as us-east-1,us-west-2");
  regions(partition, words, "OTHER", "other", "The other side; without: all the rest");
  runs(partition, words, "partition", exit_code);
  CLI::App* const heal = add(ctl, words, "heal", "Ends all partitions and pauses");
  flag(heal, words, "--links", "links", "And sets all links back to what they were at the start");
  runs(heal, words, "heal", exit_code);
  for (const bool resume : {false, true}) {
    const auto own = std::make_shared<Words>();
    CLI::App* const one =
        add(ctl, own, resume ? "resume" : "pause",
            resume ? "Lets replication go on" : "Holds replication back, for one link or a region");
    text(one, own, "FROM", "from", "Region")->required();
    text(one, own, "TO", "to", "Region; without: all links of FROM, both ways");
    if (resume) own->body["resume"] = true;
    runs(one, own, "pause", exit_code);
  }
}

void add_regions(CLI::App& ctl, const Parsed& words, int& exit_code) {
  CLI::App* const clock =
      add(ctl, words, "clock", "Makes a region's clock wrong, or right (--offset 0ms)");
  text(clock, words, "REGION", "region", "Region")->required();
  text(clock, words, "--offset", "offset", "How far ahead it is, such as 50ms or -2s");
  text(clock, words, "--drift", "drift", "How fast that grows, such as 200ppm");
  text(clock, words, "--step", "step", "Jump by so much from where it is");
  runs(clock, words, "clock", exit_code);
  for (const std::string name : {"kill", "restart"}) {
    CLI::App* const one =
        add(ctl, words, name,
            name == "kill" ? "Ends a region as kill -9 does" : "Starts a dead region on its store");
    text(one, words, "REGION", "region", "Region")->required();
    runs(one, words, name, exit_code);
  }
}

std::string example_of(const std::string& command) {
  static const std::map<std::string, std::string> words = {
      {"status", "--json"},
      {"losses", "--follow --table Orders"},
      {"link", "us-east-1 eu-west-1 --both --latency 400ms"},
      {"partition", "us-east-1 eu-west-1,ap-northeast-1"},
      {"heal", ""},
      {"pause", "us-east-1 eu-west-1"},
      {"resume", "us-east-1 eu-west-1"},
      {"clock", "eu-west-1 --offset 1500ms"},
      {"kill", "eu-west-1"},
      {"restart", "eu-west-1"}};
  const auto found = words.find(command);
  if (found == words.end()) return "";
  return fmt::format("Example: lastwrite ctl {} {}", command, found->second);
}

}  // namespace

void add_ctl_command(CLI::App& app, int& exit_code) {
  CLI::App* const ctl =
      app.add_subcommand("ctl", "Look at a cluster that `up` runs, and change it");
  ctl->require_subcommand(1);
  const auto words = std::make_shared<Words>();
  add_status(*ctl, words, exit_code);
  add_losses(*ctl, words, exit_code);
  add_link(*ctl, words, exit_code);
  add_faults(*ctl, words, exit_code);
  add_regions(*ctl, words, exit_code);
  for (CLI::App* const one : ctl->get_subcommands({})) one->footer(example_of(one->get_name()));
  ctl->footer(
      "Examples: which writes were lost; a slow link; a partition; a clock that is fast\n"
      "  lastwrite ctl losses --follow\n"
      "  lastwrite ctl link us-east-1 eu-west-1 --both --latency 400ms\n"
      "  lastwrite ctl partition us-east-1 eu-west-1,ap-northeast-1\n"
      "  lastwrite ctl clock eu-west-1 --offset 1500ms");
}

}  // namespace lastwrite
