#include "scenarios/campaign/sweep/merge.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

struct NamedPart {
  std::string path;
  PartContent content;
};

Result<std::vector<std::string>> parts_in(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("part-") && name.ends_with(".csv")) paths.push_back(entry->path());
  }
  if (error) return fail(ErrorCode::kUsage, "{}: {}", folder, error.message());
  if (paths.empty()) {
    return fail(ErrorCode::kUsage, "{} holds no part of a sweep, such as part-1-of-8.csv", folder);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::vector<NamedPart>> read_all(const std::vector<std::string>& places) {
  std::vector<NamedPart> parts;
  for (const std::string& place : places) {
    std::error_code ignored;
    Result<std::vector<std::string>> paths = std::vector<std::string>{place};
    if (fs::is_directory(place, ignored)) paths = parts_in(place);
    if (!paths) return propagate(paths);
    for (const std::string& path : *paths) {
      Result<PartContent> part = read_part(path);
      if (!part) return propagate(part);
      parts.push_back({path, *std::move(part)});
    }
  }
  if (parts.empty()) return fail(ErrorCode::kUsage, "name parts of a sweep, or their folder");
  return parts;
}

Result<void> check_same_sweep(const std::vector<NamedPart>& parts) {
  for (const NamedPart& part : parts) {
    if (part.content.header.id == parts.front().content.header.id) continue;
    return fail(ErrorCode::kUsage, "{} (id {}) and {} (id {}) are parts of different sweeps",
                parts.front().path, parts.front().content.header.id, part.path,
                part.content.header.id);
  }
  return {};
}

Result<void> check_finished(const NamedPart& part) {
  std::size_t cells = 0;
  for (std::size_t cell = 0; cell < part.content.header.cells(); ++cell) {
    if (part.content.shard.has(cell)) ++cells;
  }
  if (part.content.rows.size() == cells) return {};
  return fail(ErrorCode::kUsage,
              "{} lacks {} of its {} cells: run the same sweep with --shard {} --resume {} first",
              part.path, cells - part.content.rows.size(), cells, part.content.shard.text(),
              fs::path(part.path).parent_path().string());
}

Result<void> add_rows(RowLines& rows, const NamedPart& part) {
  for (const auto& [cell, line] : part.content.rows) {
    const auto [place, fresh] = rows.try_emplace(cell, line);
    if (fresh || place->second == line) continue;
    return fail(ErrorCode::kCorrupt,
                "{} has other numbers for cell {} than a part before it: the parts do not come "
                "from the same program",
                part.path, cell);
  }
  return {};
}

Result<void> check_whole(const MergedSweep& sweep, const Shard& like) {
  if (sweep.rows.size() == sweep.header.cells()) return {};
  std::set<std::size_t> missing;
  for (std::size_t cell = 0; cell < sweep.header.cells(); ++cell) {
    if (!sweep.rows.contains(cell)) missing.insert(cell % like.count + 1);
  }
  std::vector<std::string> names;
  for (const std::size_t index : missing) {
    if (names.size() == 10) break;
    names.push_back(Shard{index, like.count}.text());
  }
  return fail(ErrorCode::kUsage, "{} of {} cells are missing: those of shard {}{}",
              sweep.header.cells() - sweep.rows.size(), sweep.header.cells(),
              fmt::join(names, ", "), missing.size() > names.size() ? " and others" : "");
}

}  // namespace

Result<MergedSweep> merge_parts(const std::vector<std::string>& places) {
  const Result<std::vector<NamedPart>> parts = read_all(places);
  if (!parts) return propagate(parts);
  if (const auto same = check_same_sweep(*parts); !same) return propagate(same);
  MergedSweep sweep{parts->front().content.header, {}};
  for (const NamedPart& part : *parts) {
    if (const auto added = add_rows(sweep.rows, part); !added) return propagate(added);
  }
  const auto whole = check_whole(sweep, parts->front().content.shard);
  if (whole) return sweep;
  for (const NamedPart& part : *parts) {
    if (const auto finished = check_finished(part); !finished) return propagate(finished);
  }
  return propagate(whole);
}

}  // namespace lastwrite
