#include "scenarios/campaign/sweep/part_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "region/base/plain_file.h"
#include "scenarios/campaign/sweep/sweep_row.h"
#include "scenarios/engine/folders.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "part-";
constexpr std::string_view kSuffix = ".csv";
constexpr std::size_t kPartBytesMax = 1 << 30;

std::string beginning(const SweepHeader& header) {
  return fmt::format("# {}\n{}\n", header_json(header), row_columns(header));
}

Result<Shard> shard_of_name(const std::string& path) {
  std::string name = fs::path(path).filename().string();
  if (name.starts_with(kPrefix) && name.ends_with(kSuffix)) {
    name = name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
    const std::size_t of = name.find("-of-");
    if (of != std::string::npos) {
      if (auto shard = parse_shard(name.replace(of, 4, "/"))) return shard;
    }
  }
  return fail(ErrorCode::kUsage, "{} is no part of a sweep: those are named like part-3-of-8.csv",
              path);
}

// Gives out whole lines one by one, and knows where the last of them ended.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  bool next(std::string_view& line) {
    const std::size_t end = text_.find('\n', begin_);
    if (end == std::string_view::npos) return false;
    line = text_.substr(begin_, end - begin_);
    begin_ = end + 1;
    ++number_;
    return true;
  }
  std::size_t consumed() const { return begin_; }
  std::size_t number() const { return number_; }  // of the line given out last, from 1

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t number_ = 0;
};

struct Parsed {
  PartContent content;
  std::size_t bytes = 0;  // of whole lines
};

// `where`: the file and the number of the line.
Result<void> take_row(PartContent& part, const std::string& where, std::string_view line) {
  const Result<SweepRow> row = parse_row(line, part.header);
  if (!row) return fail(ErrorCode::kCorrupt, "{}: {}", where, row.error().message);
  if (!part.shard.has(row->cell)) {
    return fail(ErrorCode::kCorrupt, "{}: cell {} is none of shard {}", where, row->cell,
                part.shard.text());
  }
  const auto [place, fresh] = part.rows.try_emplace(row->cell, line);
  if (fresh) return {};
  return fail(ErrorCode::kCorrupt, "{}: cell {} stands there a second time{}", where, row->cell,
              place->second == line ? "" : ", with different numbers");
}

Result<Parsed> parse_part(const std::string& path, const Shard& shard, std::string_view text) {
  Lines lines(text);
  std::string_view line;
  if (!lines.next(line) || !line.starts_with("# ")) {
    return fail(ErrorCode::kCorrupt, "{}: its first line does not describe a sweep", path);
  }
  Result<SweepHeader> header = parse_header_json(line.substr(2));
  if (!header) return fail(header.error().code, "{}: {}", path, header.error().message);
  Parsed out{{*std::move(header), shard, {}}, 0};
  if (!lines.next(line) || line != row_columns(out.content.header)) {
    return fail(ErrorCode::kCorrupt, "{}: its second line does not name the columns", path);
  }
  while (lines.next(line)) {
    const std::string where = fmt::format("{}:{}", path, lines.number());
    if (const auto taken = take_row(out.content, where, line); !taken) return propagate(taken);
  }
  out.bytes = lines.consumed();
  return out;
}

Failure cannot(const std::string& path, int error) {
  return fail(ErrorCode::kUsage, "cannot write {}: {}", path, std::strerror(error));
}

}  // namespace

std::string part_name(const Shard& shard) {
  return fmt::format("{}{}-of-{}{}", kPrefix, shard.index, shard.count, kSuffix);
}

Result<PartContent> read_part(const std::string& path) {
  const Result<Shard> shard = shard_of_name(path);
  if (!shard) return propagate(shard);
  const Result<std::string> text = read_plain_file(path, kPartBytesMax);
  if (!text) return propagate(text);
  Result<Parsed> parsed = parse_part(path, *shard, *text);
  if (!parsed) return propagate(parsed);
  return std::move(parsed->content);
}

Result<PartFile> PartFile::open(const std::string& folder, const SweepHeader& header,
                                const Shard& shard) {
  if (const auto made = make_folder(folder); !made) return propagate(made);
  const std::string path = (fs::path(folder) / part_name(shard)).string();
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) return cannot(path, errno);
  PartFile part(path, descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return fail(ErrorCode::kUsage, "{}: another lastwrite is at work on it", path);
  }
  if (const auto taken = part.take_up(header, shard); !taken) return propagate(taken);
  return part;
}

PartFile::PartFile(PartFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      rows_(std::move(other.rows_)) {}

PartFile::~PartFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> PartFile::take_up(const SweepHeader& header, const Shard& shard) {
  const Result<std::string> text = read_plain_file(path_, kPartBytesMax);
  if (!text) return propagate(text);
  const std::string start = beginning(header);
  if (text->size() < start.size() && start.starts_with(*text)) {  // new, or torn when it was new
    return ::ftruncate(descriptor_, 0) == 0 ? write_all(start) : cannot(path_, errno);
  }
  Result<Parsed> parsed = parse_part(path_, shard, *text);
  if (!parsed) return propagate(parsed);
  if (parsed->content.header.id != header.id) {
    return fail(ErrorCode::kUsage,
                "{}: it belongs to another sweep (id {}; this one has {}): give the same scenario, "
                "axes, seeds and metrics to go on with it, or another folder to begin anew",
                path_, parsed->content.header.id, header.id);
  }
  if (::ftruncate(descriptor_, static_cast<off_t>(parsed->bytes)) != 0) return cannot(path_, errno);
  rows_ = std::move(parsed->content.rows);
  return {};
}

Result<void> PartFile::append(std::size_t cell, const std::string& line) {
  const Result<void> written = write_all(line + '\n');
  if (written) rows_.emplace(cell, line);
  return written;
}

// What a failed write left behind is taken away again.
Result<void> PartFile::write_all(const std::string& text) {
  const off_t before = ::lseek(descriptor_, 0, SEEK_END);
  const ssize_t written = ::write(descriptor_, text.data(), text.size());
  if (written == static_cast<ssize_t>(text.size())) return {};
  const int error = written < 0 ? errno : ENOSPC;
  if (::ftruncate(descriptor_, before) != 0) {
    // A torn line stays; readers overlook it.
  }
  return fail(ErrorCode::kIo, "cannot write {}: {}", path_, std::strerror(error));
}

}  // namespace lastwrite
