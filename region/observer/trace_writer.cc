#include "region/observer/trace_writer.h"

#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "proto/trace.pb.h"
#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

void append_varint(std::string& out, std::size_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>((value & 0x7f) | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

}  // namespace

// Invariant: what has reached the file is a prefix of what was written. After a failure nothing
// more is appended: the file may end in the middle of a message, which every reader must tolerate
// anyway, and a message after the gap would be garbage.
class TraceWriter::File {
 public:
  File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {
    buffer_.reserve(kBufferBytes);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    // Nobody is left to hear of a failure.
    (void)flush();
    ::close(descriptor_);
  }

  void write(const v1::TraceEvent& event) {
    if (failed_) return;
    const std::size_t bytes = event.ByteSizeLong();
    LW_CHECK(bytes <= std::numeric_limits<int>::max(), "trace event of {} bytes", bytes);
    append_varint(buffer_, bytes);
    const std::size_t start = buffer_.size();
    buffer_.resize(start + bytes);
    event.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(buffer_.data() + start));
  }

  Result<void> flush() {
    std::size_t done = 0;
    while (done < buffer_.size()) {
      const ssize_t n = ::write(descriptor_, buffer_.data() + done, buffer_.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return give_up(errno);
      done += static_cast<std::size_t>(n);
    }
    buffer_.clear();
    return {};
  }

 private:
  Failure give_up(int error) {
    failed_ = true;
    buffer_.clear();
    return fail(ErrorCode::kIo, "cannot write the trace {}: {}; it ends here", path_,
                std::strerror(error));
  }

  int descriptor_;
  std::string path_;
  std::string buffer_;
  bool failed_ = false;
};

Result<TraceWriter> TraceWriter::create(const std::string& path, const v1::TraceHeader& header,
                                        TrueTime at) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return fail(ErrorCode::kIo, "cannot create the trace {}: {}", path, std::strerror(errno));
  }
  TraceWriter writer(std::make_unique<File>(descriptor, path));
  v1::TraceEvent event;
  event.set_at_ns(at.ns);
  *event.mutable_header() = header;
  writer.write(event);
  Result<void> written = writer.flush();
  if (!written) return propagate(written);
  return writer;
}

TraceWriter::TraceWriter(std::unique_ptr<File> file) : file_(std::move(file)) {}
TraceWriter::TraceWriter(TraceWriter&&) noexcept = default;
TraceWriter& TraceWriter::operator=(TraceWriter&&) noexcept = default;
TraceWriter::~TraceWriter() = default;

void TraceWriter::write(const v1::TraceEvent& event) {
  file_->write(event);
}
Result<void> TraceWriter::flush() {
  return file_->flush();
}

}  // namespace lastwrite
