#include "analysis/report/kept_results.h"

#include <exception>
#include <filesystem>
#include <sstream>
#include <stdexcept>

#include <boost/json.hpp>

#include "analysis/report/terminal_sections.h"
#include "analysis/report/terminal_words.h"
#include "analysis/report/timeline.h"
#include "region/base/plain_file.h"
#include "region/base/printable.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t kSummaryBytesMax = 64 << 20;  // far more than any run writes

// A run that left no summary was interrupted: it is judged by whatever traces there are.
bool has_traces(const std::string& run_directory) {
  std::error_code ignored;
  if (!fs::exists(run_directory + "/trace", ignored)) return false;
  if (!fs::exists(run_directory + "/summary.json", ignored)) return true;
  for (const auto& entry : fs::recursive_directory_iterator(run_directory + "/trace", ignored)) {
    if (entry.path().extension() == ".lwtrace") return true;
  }
  return false;
}

// The accessors below throw on the first field that is wrong; read_summary() is their adapter.
std::string line_of(const json::object& object, const char* name) {
  return printable(std::string(object.at(name).as_string()));
}

// A text of several lines, as a terminal may show it.
std::string lines_of(const json::object& object, const char* name) {
  std::istringstream in(std::string(object.at(name).as_string()));
  std::string out;
  for (std::string line; std::getline(in, line);) out += printable(line) + "\n";
  return out;
}

Verdict verdict_of(const json::object& object, const char* name) {
  const std::string text = line_of(object, name);
  for (const Verdict verdict : {Verdict::kOk, Verdict::kViolated, Verdict::kUnknown}) {
    if (text == verdict_text(verdict)) return verdict;
  }
  throw std::runtime_error(fmt::format("\"{}\" cannot be '{}'", name, text));
}

void fill_from(const json::object& root, Summary& out) {
  out.verdict = verdict_of(root, "verdict");
  out.verdict_reason = line_of(root, "reason");
  out.story = lines_of(root, "story");
  for (const json::value& value : root.at("expectations").as_array()) {
    const json::object& e = value.as_object();
    out.expectations.push_back({static_cast<int>(e.at("line").to_number<std::int64_t>()),
                                line_of(e, "text"), verdict_of(e, "outcome"),
                                line_of(e, "measured")});
  }
}

Result<void> read_summary(const std::string& bytes, const std::string& path, Summary& out) {
  try {
    boost::system::error_code damage;
    const json::value root = json::parse(bytes, damage);
    if (damage) throw std::runtime_error(damage.message());
    const auto format = root.as_object().at("format").to_number<std::int64_t>();
    if (format != 1) {
      return fail(ErrorCode::kProtocol, "{} has format {}, this build reads format 1", path,
                  format);
    }
    fill_from(root.as_object(), out);
    return {};
  } catch (const std::exception& error) {
    return fail(ErrorCode::kCorrupt, "{} is damaged: {}", path, error.what());
  }
}

}  // namespace

std::string why_not_judged_again(const std::string& run_directory, const Manifest& manifest) {
  if (manifest.detail == "sampled") {
    return "it was run with --detail sampled: its traces hold a sample of keys, by which the whole "
           "cannot be judged";
  }
  if (manifest.detail == "summary") {
    return "it was run with --detail summary, which counts and keeps no traces";
  }
  return has_traces(run_directory) ? "" : "its traces are gone";
}

Result<std::optional<KeptResults>> read_kept_results(const std::string& run_directory) {
  Result<Manifest> manifest = read_manifest(run_directory);
  if (!manifest) return propagate(manifest);
  KeptResults out;
  out.why = why_not_judged_again(run_directory, *manifest);
  const std::string path = run_directory + "/summary.json";
  if (out.why.empty() || !fs::exists(path)) return std::nullopt;
  Result<std::string> bytes = read_plain_file(path, kSummaryBytesMax);
  if (!bytes) return propagate(bytes);
  out.json = *std::move(bytes);
  out.summary.run_directory = run_directory;
  out.summary.manifest = *std::move(manifest);
  const Result<void> read = read_summary(out.json, path, out.summary);
  if (!read) return propagate(read);
  return out;
}

std::string render_kept(const KeptResults& kept, TerminalStyle style) {
  const Summary& summary = kept.summary;
  const auto columns = static_cast<std::size_t>(style.columns);
  std::string out = wrapped(fmt::format("{} stays as it was judged: {}. Its tables are in "
                                        "summary.json and on its page.",
                                        summary.run_directory, kept.why),
                            columns, 0) +
                    "\n";
  const auto section = [&](const std::string& title, const std::string& body) {
    if (!body.empty()) out += "\n" + painted(title, Paint::kBold, style) + "\n" + body;
  };
  section("A lost write", summary.story);
  section("Expectations", verdict_section(summary, style));
  return out;
}

}  // namespace lastwrite
