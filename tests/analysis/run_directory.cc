#include "tests/analysis/run_directory.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace lastwrite {
namespace {

std::string quoted_list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back("\"" + text + "\"");
  return fmt::format("[{}]", fmt::join(quoted, ","));
}

std::string expectations(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) {
    out.push_back(fmt::format(R"({{"line":{},"text":"{}"}})", out.size() + 20, text));
  }
  return fmt::format("[{}]", fmt::join(out, ","));
}

}  // namespace

RunDirectory::RunDirectory() {
  path_ = (std::filesystem::temp_directory_path() / "lw-run-XXXXXX").string();
  if (mkdtemp(path_.data()) == nullptr) ADD_FAILURE() << "no temporary directory";
}

RunDirectory::~RunDirectory() {
  std::filesystem::remove_all(path_);
}

void RunDirectory::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(file(name), std::ios::binary) << bytes;
}

std::string RunDirectory::read(const std::string& name) const {
  std::ifstream in(file(name), std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool RunDirectory::has(const std::string& name) const {
  return std::filesystem::exists(file(name));
}

void RunDirectory::manifest(const ManifestOptions& options) const {
  std::string text = fmt::format(
      R"({{"format":{},"scenario":"planted","question":"Does it find what was planted?",
"runtime":"live","seed":42,"command":"lastwrite run planted","lastwrite_version":"0.1.0",
"started_utc":"2026-01-01T00:00:00Z","table":"Orders","warm_up_ns":0,"measure_ns":1000000000,
"stamp_rule":"wall","clock_offsets_ns":{{}},"regions":{},"strategies":{},"workload":{},"links":{},
"faults":{},"expect":{},"trace_bytes":{})",
      options.format, quoted_list(options.regions), quoted_list(options.strategies),
      options.workload, options.links, options.faults, expectations(options.expect),
      options.trace_bytes);
  if (!options.incomplete.empty()) text += ",\"incomplete\":\"" + options.incomplete + "\"";
  write("manifest.json", text + "}");
}

std::string RunDirectory::trace_directory(const std::string& strategy) const {
  const std::string directory = file("trace/" + strategy);
  std::filesystem::create_directories(directory);
  return directory;
}

void RunDirectory::trace(const std::string& strategy, const PlantedRun& run) const {
  run.write_files(trace_directory(strategy));
}

}  // namespace lastwrite
