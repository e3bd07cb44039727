// SHA-256 and HMAC-SHA256, the two functions that signatures are made of.
//
//   sha256_hex("")            // "e3b0c442…b855"
//   to_hex(hmac_sha256(key, text))
//
// The only file that sees OpenSSL is hmac.cc. Threading: any thread.
#pragma once

#include <string>
#include <string_view>

namespace lastwrite {

/// 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);
/// Lower-case hexadecimal digits of the SHA-256 of `text`.
std::string sha256_hex(std::string_view text);
/// Lower-case hexadecimal digits of `bytes`.
std::string to_hex(std::string_view bytes);
/// Whether the two are the same, in a time that depends on their lengths alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace lastwrite
