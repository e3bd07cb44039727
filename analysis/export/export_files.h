// The files of an export on the disk: all of them appear when it is whole, or none.
//
//   ExportFiles files({.folder = "runs/latest/export"});
//   files.file("writes.csv").write("…");
//   Result<void> there = files.publish();
//
// Until publish() they stand under names that end in ".tmp-<process id>"; what is not published
// goes with the object. A failed write is told by publish(). Threading: one owner.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/export/export_target.h"
#include "region/base/result.h"

namespace lastwrite {

struct ExportPlace {
  std::string folder;     // made if it is not there
  std::string only = {};  // a path, or "-" for standard output: the one file that is made, in place
                          // of `folder`
  bool replace = false;   // what is there already
};

class ExportFiles final : public ExportTarget {
 public:
  explicit ExportFiles(ExportPlace place);
  ~ExportFiles() override;
  ExportFiles(const ExportFiles&) = delete;
  ExportFiles& operator=(const ExportFiles&) = delete;

  ExportSink& file(const std::string& name, std::string_view head) override;
  using ExportTarget::file;

  /// kUsage: a file is there already, or there are several for one name. kIo. Then nothing is new.
  Result<void> publish();
  /// The first thing that went wrong so far.
  const std::optional<Error>& error() const { return error_; }
  /// Their paths, in the order in which they were begun.
  std::vector<std::string> paths() const;

 private:
  class File;

  std::string path_of(const std::string& name) const;
  void make_folder_of(const std::string& path);
  void note(Error error);

  ExportPlace place_;
  std::string made_;  // a folder that was not there before
  std::vector<std::unique_ptr<File>> files_;
  std::map<std::string, File*> by_name_;
  std::optional<Error> error_;
};

}  // namespace lastwrite
