#include "region/base/tls_identity.h"

#include "region/base/plain_file.h"

namespace lastwrite {
namespace {

constexpr std::size_t kPemBytesMax = 1 << 20;

Result<std::string> read_pem(const std::string& what, const std::string& path) {
  if (path.empty())
    return fail(ErrorCode::kUsage,
                "TLS takes a certificate, its key and the authority together: {} is missing", what);
  auto text = read_plain_file(path, kPemBytesMax);
  if (!text) return text;
  if (text->find("-----BEGIN ") == std::string::npos)
    return fail(ErrorCode::kUsage, "{}: there is no PEM in this file (-----BEGIN …)", path);
  return text;
}

}  // namespace

Result<TlsIdentity> read_tls_identity(const TlsFiles& files) {
  auto certificate = read_pem("the certificate (--tls-cert)", files.certificate);
  if (!certificate) return propagate(certificate);
  auto key = read_pem("the private key (--tls-key)", files.private_key);
  if (!key) return propagate(key);
  auto authority = read_pem("the authority (--tls-ca)", files.authority);
  if (!authority) return propagate(authority);
  return TlsIdentity{*std::move(certificate), *std::move(key), *std::move(authority)};
}

}  // namespace lastwrite
