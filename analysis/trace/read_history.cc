#include "analysis/trace/read_history.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>

#include "analysis/trace/history_builder.h"
#include "analysis/trace/trace_file.h"
#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

// `us-east-1.10.lwtrace` → ("us-east-1", 10), so that incarnation 10 comes behind 9.
std::pair<std::string, unsigned> order_of(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  const std::size_t dot = stem.rfind('.');
  unsigned incarnation = 0;
  if (dot == std::string::npos) return {stem, incarnation};
  std::from_chars(stem.data() + dot + 1, stem.data() + stem.size(), incarnation);
  return {stem.substr(0, dot), incarnation};
}

std::vector<std::filesystem::path> trace_files(const std::string& directory) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".lwtrace") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  return files;
}

constexpr std::uint64_t kEventsBetweenQuestions = 4096;

}  // namespace

Result<History> read_history(const std::string& directory, const std::vector<RegionName>& regions,
                             const std::function<bool()>& interrupted) {
  HistoryBuilder builder(regions);
  std::uint64_t events = 0;
  bool stopped = false;
  for (const std::filesystem::path& file : trace_files(directory)) {
    std::string producer;
    Result<TraceFileInfo> info = read_trace_file(file.string(), [&](const v1::TraceEvent& event) {
      const bool ask = interrupted && events++ % kEventsBetweenQuestions == 0;
      stopped = stopped || (ask && interrupted());
      if (stopped) return;  // the rest of this file goes by
      if (event.has_header()) producer = event.header().producer();
      builder.add(producer, event);
    });
    if (!info) return propagate(info);
    if (stopped) return fail(ErrorCode::kUnavailable, "interrupted");
    if (info->torn_bytes > 0) builder.add_torn_file();
  }
  return std::move(builder).finish();
}

}  // namespace lastwrite
