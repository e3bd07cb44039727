// The file of one shard of a sweep, part-3-of-8.csv: the header (sweep_header.h) as a comment, the
// columns, and a line for each finished cell in the order in which they were finished.
//
//   Result<PartFile> part = PartFile::open("runs/x/20260102T030405Z-sweep", header, {3, 8});
//   if (!part->rows().contains(17)) part->append(17, line);
//
// A line is appended with one write(); one without its end (power cut, full disk) is dropped when
// the file is opened again, and overlooked when it is read. So a cell is there whole or not at all.
// While it is open the file is locked against a second sweep.
//
// Errors: kUsage when the folder cannot be written, the file belongs to another sweep, or somebody
// else has it open; kCorrupt; kIo. Threading: one thread.
#pragma once

#include <map>
#include <string>

#include "region/base/result.h"
#include "scenarios/campaign/sweep/shard.h"
#include "scenarios/campaign/sweep/sweep_header.h"

namespace lastwrite {

using RowLines = std::map<std::size_t, std::string>;  // by cell, as in rows.csv

/// "part-3-of-8.csv".
std::string part_name(const Shard& shard);

/// A part as it stands in its file.
struct PartContent {
  SweepHeader header;
  Shard shard;
  RowLines rows;
};

/// The shard follows from the file's name. Rows are checked against the header.
Result<PartContent> read_part(const std::string& path);

class PartFile {
 public:
  /// Takes up the part in `folder`, or makes it, and the folder, when it is not there.
  static Result<PartFile> open(const std::string& folder, const SweepHeader& header,
                               const Shard& shard);
  PartFile(PartFile&& other) noexcept;
  PartFile& operator=(PartFile&&) = delete;
  ~PartFile();

  const std::string& path() const { return path_; }
  const RowLines& rows() const { return rows_; }
  Result<void> append(std::size_t cell, const std::string& line);

 private:
  PartFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  Result<void> take_up(const SweepHeader& header, const Shard& shard);
  Result<void> write_all(const std::string& text);

  std::string path_;
  int descriptor_;
  RowLines rows_;
};

}  // namespace lastwrite
