#include "analysis/trace/trace_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

// A header holds a name and three numbers; a longer first message is no header.
constexpr std::uint64_t kHeaderBytesMax = 4096;
// A region that is asked to read a photograph should say so instead of allocating its "length".
constexpr std::uint64_t kMessageBytesMax = 64 * 1024 * 1024;

struct Cursor {
  std::string_view bytes;
  std::size_t at = 0;
};

// Takes a varint off the cursor; nullopt: the bytes end inside it, or it is longer than any length.
std::optional<std::uint64_t> take_varint(Cursor& cursor) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64 && cursor.at < cursor.bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(cursor.bytes[cursor.at++]);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  return std::nullopt;
}

// Every header begins with at_ns (field 1, fixed64) or, at time 0, with the header itself (field
// 2).
bool may_begin_a_header(std::string_view message) {
  return message.empty() || message[0] == 0x09 || message[0] == 0x12;
}

Failure not_a_trace(const std::string& path) {
  return fail(ErrorCode::kCorrupt,
              "{} is not a Lastwrite trace: it does not begin with a trace header", path);
}

Result<void> check_header(const std::string& path, const v1::TraceEvent& event) {
  if (!event.has_header()) return not_a_trace(path);
  if (event.header().format() != kTraceFormat) {
    return fail(ErrorCode::kProtocol,
                "{} has trace format {}, this build reads format {}: analyse it with the version "
                "that wrote it",
                path, event.header().format(), kTraceFormat);
  }
  return {};
}

Result<std::string> read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorCode::kIo, "cannot read {}: {}", path, std::strerror(errno));
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return fail(ErrorCode::kIo, "cannot read {} to its end", path);
  return bytes;
}

// What stands at the cursor: a whole message, or nothing whole.
std::optional<std::string_view> take_message(Cursor& cursor) {
  const std::optional<std::uint64_t> length = take_varint(cursor);
  if (!length || *length > cursor.bytes.size() - cursor.at) return std::nullopt;
  const std::string_view message = cursor.bytes.substr(cursor.at, *length);
  cursor.at += *length;
  return message;
}

// A file without one whole message is a torn header or no trace at all.
bool is_torn_header(std::string_view bytes) {
  Cursor cursor{bytes};
  const std::optional<std::uint64_t> length = take_varint(cursor);
  if (!length) return bytes.size() < 2;
  return *length <= kHeaderBytesMax && may_begin_a_header(bytes.substr(cursor.at));
}

}  // namespace

Result<TraceFileInfo> read_trace_file(const std::string& path,
                                      const std::function<void(const v1::TraceEvent&)>& on_event) {
  Result<std::string> bytes = read_bytes(path);
  if (!bytes) return propagate(bytes);
  TraceFileInfo info;
  Cursor cursor{*bytes};
  v1::TraceEvent event;
  while (cursor.at < bytes->size()) {
    const std::size_t start = cursor.at;
    const std::optional<std::string_view> message = take_message(cursor);
    if (!message) {
      if (info.events == 0 && !is_torn_header(*bytes)) return not_a_trace(path);
      info.torn_bytes = bytes->size() - start;
      break;
    }
    const bool parsed = message->size() <= kMessageBytesMax &&
                        event.ParseFromArray(message->data(), static_cast<int>(message->size()));
    if (!parsed) {
      if (info.events == 0) return not_a_trace(path);
      return fail(ErrorCode::kCorrupt, "{} is damaged: no trace event at byte {}", path, start);
    }
    if (info.events == 0) {
      Result<void> header = check_header(path, event);
      if (!header) return propagate(header);
      info.producer = event.header().producer();
      info.incarnation = event.header().incarnation();
    }
    ++info.events;
    on_event(event);
  }
  return info;
}

}  // namespace lastwrite
