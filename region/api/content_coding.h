// The content coding gzip, of requests and of responses (RFC 9110, 8.4 and 12.5.3).
//
//   gunzip(gzip("text"), 100) == "text"
//   takes_gzip("deflate, gzip;q=0.5") == true
//
// The only file that sees zlib is content_coding.cc. Threading: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

std::string gzip(std::string_view plain);

/// kSerialization when `packed` is no whole gzip stream, or holds more than `bytes_max` bytes.
Result<std::string> gunzip(std::string_view packed, std::size_t bytes_max);

/// The check sum that gzip and x-amz-crc32 use.
std::uint32_t crc32_of(std::string_view bytes);

/// Whether a client with that Accept-Encoding header takes gzip.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace lastwrite
