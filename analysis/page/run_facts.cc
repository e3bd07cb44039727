#include "analysis/page/run_facts.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include <fmt/format.h>

namespace lastwrite {
namespace {

// FNV-1a of 64 bits: tells scenarios apart, protects nothing.
std::string hash_text(const std::string& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::string clock_sentence(const Manifest& manifest) {
  const std::string rule = manifest.stamp_rule == "hlc" ? "a hybrid logical clock"
                           : manifest.stamp_rule == "wall-monotonic"
                               ? "the region's wall clock, never set back"
                               : "the region's wall clock";
  return "AWS does not document which clock a stamp comes from, nor who wins a tie: here it is " +
         rule + ", then a counter, then the region's name.";
}

std::vector<std::string> not_covered(const Manifest& manifest) {
  std::vector<std::string> out;
  out.emplace_back(
      "Only the eventual mode of global tables (version 2019.11.21) is modelled; the strongly "
      "consistent mode would lose none of these writes, and take longer.");
  out.push_back(clock_sentence(manifest));
  out.emplace_back(
      "A region is one process with one store, where the real service has many partitions: speeds "
      "here say nothing about the speed of the real service.");
  out.emplace_back(
      "Latency between regions is what the scenario's links inject. It was not measured between "
      "regions of AWS.");
  out.emplace_back(
      "AWS may combine several changes of an item into one replicated write, after a time that it "
      "does not document; here that is a switch, replication.coalesce.");
  if (manifest.runtime == "sim") {
    out.emplace_back(
        "A simulation charges time for links, clocks and clients, and none for computing or "
        "disks.");
  }
  if (manifest.granularity == "attribute") {
    out.emplace_back(
        "Conflicts were resolved by attribute: an experiment. The real service replaces whole "
        "items.");
  }
  if (manifest.detail == "summary") {
    out.emplace_back(
        "This run counted and kept no event (--detail summary): curves, diagrams and "
        "stories need --detail sampled or full.");
  }
  if (manifest.detail == "sampled") {
    out.emplace_back(
        "Tables count the whole run; curves, diagrams and stories show the keys of its "
        "sample (--detail sampled).");
  }
  return out;
}

void write_hashes(const Manifest& manifest, const std::string& scenario_yaml, JsonText& json) {
  const auto write = [&](const std::string& name, const std::string& value) {
    json.begin_object();
    json.member("name", name);
    json.member("value", value);
    json.end_object();
  };
  json.key("hashes");
  json.begin_array();
  if (!scenario_yaml.empty()) write("scenario.yaml (FNV-1a)", hash_text(scenario_yaml));
  for (const auto& [strategy, hash] : manifest.trajectories) {
    write("trajectory of " + strategy, hash);
  }
  json.end_array();
}

}  // namespace

std::string repeat_command(const std::string& command, std::uint64_t seed) {
  std::istringstream words(command);
  std::string out;
  std::string word;
  bool seeded = false;
  bool runs = false;
  while (words >> word) {
    if (word == "--open" || word == "--json" || word == "--quiet") continue;
    if (word.rfind("--runs=", 0) == 0 || (word == "--runs" && words >> word)) continue;
    seeded = seeded || word == "--seed" || word.rfind("--seed=", 0) == 0;
    runs = runs || word == "run";
    out += (out.empty() ? "" : " ") + word;
  }
  if (!runs) return "";
  return seeded ? out : fmt::format("{} --seed {}", out, seed);
}

void write_run_facts(const Manifest& manifest, const std::string& scenario_yaml, JsonText& json) {
  std::vector<std::string> regions;
  for (const RegionName& region : manifest.regions) regions.push_back(region.text);
  const bool live = manifest.runtime != "sim";
  const bool counted = manifest.detail == "sampled" || manifest.detail == "summary";
  json.begin_object();
  json.member("scenario", manifest.scenario);
  json.member("question", manifest.question);
  json.member("runtime", live ? "live" : "sim");
  json.member("seed", manifest.seed);
  json.member("version", manifest.lastwrite_version);
  json.member("command", manifest.command);
  json.member("repeat", repeat_command(manifest.command, manifest.seed));
  json.member("started", manifest.started_utc);
  json.column("regions", regions);
  write_hashes(manifest, scenario_yaml, json);
  json.member("detail", counted ? manifest.detail : std::string("full"));
  json.column("not_covered", not_covered(manifest));
  json.end_object();
}

}  // namespace lastwrite
