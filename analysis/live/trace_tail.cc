#include "analysis/live/trace_tail.h"

#include <cerrno>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

constexpr std::size_t kStepBytes = 256 * 1024;
constexpr std::int64_t kGiveBackBytes = 1024 * 1024;
constexpr std::uint64_t kMessageBytesMax = 64 * 1024 * 1024;

// The varint at `at`, which is moved past it; nullopt: not all of it is there.
std::optional<std::uint64_t> take_varint(const std::string& bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64 && at < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<TraceTail>> TraceTail::open(const std::string& path, AfterReading after) {
  const int access = after == AfterReading::kKeep ? O_RDONLY : O_RDWR;
  const int descriptor = ::open(path.c_str(), access | O_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorCode::kIo, "cannot follow the trace {}: {}", path, std::strerror(errno));
  return std::unique_ptr<TraceTail>(new TraceTail(path, descriptor, after));
}

TraceTail::~TraceTail() {
  ::close(descriptor_);
}

Result<void> TraceTail::read(const OnEvent& on_event) {
  for (;;) {
    const Result<std::size_t> filled = fill();
    if (!filled) return propagate(filled);
    if (*filled == 0) return {};
    if (const auto taken = take_events(on_event); !taken) return taken;
    give_back();
  }
}

Result<std::size_t> TraceTail::fill() {
  const std::size_t before = pending_.size();
  pending_.resize(before + kStepBytes);
  ssize_t got = 0;
  do {
    got = ::pread(descriptor_, pending_.data() + before, kStepBytes, read_);
  } while (got < 0 && errno == EINTR);
  const auto filled = static_cast<std::size_t>(got < 0 ? 0 : got);
  pending_.resize(before + filled);
  read_ += static_cast<std::int64_t>(filled);
  if (got < 0) return fail(ErrorCode::kIo, "cannot read {}: {}", path_, std::strerror(errno));
  return filled;
}

Result<void> TraceTail::take_events(const OnEvent& on_event) {
  std::size_t done = 0;
  for (;;) {
    std::size_t at = done;
    const auto length = take_varint(pending_, at);
    if (length && *length > kMessageBytesMax)
      return fail(ErrorCode::kCorrupt, "{} is damaged: an event of {} bytes", path_, *length);
    if (!length || *length > pending_.size() - at) break;
    auto event = std::make_unique<v1::TraceEvent>();
    if (!event->ParseFromArray(pending_.data() + at, static_cast<int>(*length)))
      return fail(ErrorCode::kCorrupt, "{} is damaged: what is no event stands in it", path_);
    on_event(std::move(event));
    done = at + *length;
  }
  pending_.erase(0, done);
  return {};
}

void TraceTail::give_back() {
  if (after_ == AfterReading::kKeep || read_ - freed_ < kGiveBackBytes) return;
  const int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
  // Whether it can or not, there is nothing to do about it.
  (void)::fallocate(descriptor_, mode, freed_, read_ - freed_);
  freed_ = read_;
}

}  // namespace lastwrite
