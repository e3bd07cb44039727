#include "analysis/export/export_files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace lastwrite {

namespace fs = std::filesystem;

class ExportFiles::File final : public ExportSink {
 public:
  explicit File(std::string at) : path(std::move(at)) {
    if (path.empty()) return;  // goes nowhere
    if (path == "-") {
      stream_ = stdout;
      return;
    }
    temporary_ = fmt::format("{}.tmp-{}", path, ::getpid());
    stream_ = std::fopen(temporary_.c_str(), "wbx");
    if (stream_ == nullptr) fail_with(temporary_);
  }
  ~File() override {
    close();
    if (!temporary_.empty() && !published_) std::remove(temporary_.c_str());
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(std::string_view text) override {
    if (error || stream_ == nullptr || text.empty()) return;
    if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) fail_with(path);
  }
  void close() {
    if (stream_ == nullptr) return;
    const int closed = stream_ == stdout ? std::fflush(stream_) : std::fclose(stream_);
    stream_ = nullptr;
    if (closed != 0) fail_with(path);
  }
  void publish() {
    if (temporary_.empty()) return;
    published_ = std::rename(temporary_.c_str(), path.c_str()) == 0;
    if (!published_) fail_with(path);
  }

  const std::string path;
  std::optional<Error> error;

 private:
  void fail_with(const std::string& name) {
    if (!error)
      error = Error{ErrorCode::kIo, fmt::format("cannot write {}: {}", name, std::strerror(errno))};
  }

  std::string temporary_;
  std::FILE* stream_ = nullptr;
  bool published_ = false;
};

ExportFiles::ExportFiles(ExportPlace place) : place_(std::move(place)) {}

ExportFiles::~ExportFiles() {
  files_.clear();
  std::error_code ignored;
  if (!made_.empty()) fs::remove(made_, ignored);  // only if it is empty
}

void ExportFiles::note(Error error) {
  if (!error_) error_ = std::move(error);
}

std::string ExportFiles::path_of(const std::string& name) const {
  return place_.only.empty() ? (fs::path(place_.folder) / name).string() : place_.only;
}

void ExportFiles::make_folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  std::error_code failed;
  if (path == "-" || folder.empty() || fs::exists(folder, failed)) return;
  if (fs::create_directories(folder, failed)) made_ = folder.string();
  if (failed)
    note({ErrorCode::kIo, fmt::format("cannot make {}: {}", folder.string(), failed.message())});
}

ExportSink& ExportFiles::file(const std::string& name, std::string_view head) {
  if (const auto known = by_name_.find(name); known != by_name_.end()) return *known->second;
  const std::string path = path_of(name);
  std::error_code ignored;
  if (!place_.only.empty() && !files_.empty()) {
    note(
        {ErrorCode::kUsage,
         fmt::format("--output takes one file, and this makes several ({}, {}): use --into FOLDER, "
                     "or name one strategy or table",
                     by_name_.begin()->first, name)});
  } else if (path != "-" && !place_.replace && fs::exists(path, ignored)) {
    note({ErrorCode::kUsage,
          fmt::format("{} is there already: give --force to replace it, or another place", path)});
  } else if (path != "-" && fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
    note({ErrorCode::kUsage,
          fmt::format("{} is no ordinary file, and is not replaced: print to it with --output -",
                      path)});
  } else {
    make_folder_of(path);
  }
  // After an error the rest goes nowhere.
  files_.push_back(std::make_unique<File>(error_ ? std::string() : path));
  by_name_[name] = files_.back().get();
  if (files_.back()->error) note(*files_.back()->error);
  files_.back()->write(head);
  return *files_.back();
}

Result<void> ExportFiles::publish() {
  for (const auto& file : files_) {
    file->close();
    if (file->error) note(*file->error);
  }
  for (const auto& file : files_) {
    if (error_) break;
    file->publish();
    if (file->error) note(*file->error);
  }
  if (error_) return Failure(*error_);
  made_.clear();
  return {};
}

std::vector<std::string> ExportFiles::paths() const {
  std::vector<std::string> out;
  for (const auto& file : files_) out.push_back(file->path);
  return out;
}

}  // namespace lastwrite
