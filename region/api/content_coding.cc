#include "region/api/content_coding.h"

#include <algorithm>
#include <array>

#include <zlib.h>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr int kGzip = 15 + 16;  // the largest window; 16: gzip's header, not zlib's

Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT: zlib reads it only
}

std::string lower_trimmed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return out;
}

class Inflater {
 public:
  explicit Inflater(std::string_view packed) {
    stream_.next_in = bytes_of(packed);
    stream_.avail_in = static_cast<uInt>(packed.size());
    LW_CHECK(inflateInit2(&stream_, kGzip) == Z_OK, "zlib cannot begin");
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  Result<std::string> run(std::size_t bytes_max) {
    std::string out;
    std::array<char, 16 * 1024> chunk;
    int state = Z_OK;
    while (state == Z_OK) {
      stream_.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream_.avail_out = chunk.size();
      state = inflate(&stream_, Z_NO_FLUSH);
      out.append(chunk.data(), chunk.size() - stream_.avail_out);
      if (out.size() > bytes_max)
        return fail(ErrorCode::kSerialization, "the body has more than {} bytes", bytes_max);
    }
    if (state != Z_STREAM_END || stream_.avail_in != 0)
      return fail(ErrorCode::kSerialization, "the body is not what gzip makes");
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view plain) {
  z_stream stream{};
  LW_CHECK(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) == Z_OK,
           "zlib cannot begin");
  std::string out(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = bytes_of(plain);
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  const int state = deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  LW_CHECK(state == Z_STREAM_END, "zlib ended with {}", state);
  return out;
}

Result<std::string> gunzip(std::string_view packed, std::size_t bytes_max) {
  return Inflater(packed).run(bytes_max);
}

std::uint32_t crc32_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, bytes_of(bytes), bytes.size()));
}

bool takes_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view coding = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    const auto semicolon = std::min(coding.find(';'), coding.size());
    if (lower_trimmed(coding.substr(0, semicolon)) != "gzip") continue;
    const std::string weight = lower_trimmed(coding.substr(std::min(semicolon + 1, coding.size())));
    // "q=0", "q=0.000": never.
    return !weight.starts_with("q=") || weight.find_first_not_of("0.", 2) != std::string::npos;
  }
  return false;
}

}  // namespace lastwrite
