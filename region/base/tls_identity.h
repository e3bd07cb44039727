// Who a region is to others over TLS, and whom it believes: three PEM texts.
//
//   auto identity = read_tls_identity({"us-east-1.pem", "us-east-1.key", "regions-ca.pem"});
//
// Certificates bear the region's name (a DNS name such as "us-east-1" among their alternative
// names), wherever the region listens. Both sides show theirs. Threading: values; reads files.
#pragma once

#include <string>

#include "region/base/result.h"

namespace lastwrite {

struct TlsFiles {
  std::string certificate;
  std::string private_key;
  std::string authority;  // whose signatures are believed

  bool empty() const { return certificate.empty() && private_key.empty() && authority.empty(); }
};

struct TlsIdentity {
  std::string certificate;
  std::string private_key;
  std::string authority;
};

/// kUsage: a file is missing, cannot be read, or holds no PEM.
Result<TlsIdentity> read_tls_identity(const TlsFiles& files);

}  // namespace lastwrite
