#include <array>

#include "region/access/signature_check.h"
#include "region/api/content_coding.h"
#include "region/base/check.h"
#include "region/base/manual_clock.h"
#include "tests/fuzz/fuzz_targets.h"

namespace lastwrite {

void fuzz_signature(std::string_view input) {
  std::array<std::string_view, 5> parts;  // target, authorization, date, accept-encoding, body
  for (std::string_view& part : parts) {
    const auto end =
        &part == &parts.back() ? input.size() : std::min(input.find('\n'), input.size());
    part = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  const std::vector<std::pair<std::string, std::string>> headers = {
      {"host", "localhost"},
      {"authorization", std::string(parts[1])},
      {"x-amz-date", std::string(parts[2])}};
  const SignedRequest request{"POST", parts[0], headers, parts[4]};
  const ManualClock clock;
  const auto keys = Credentials::parse(
      "[x]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = never guessed by a fuzzer\n");
  const SignatureCheck check(keys.value(), RegionName("eu-west-1"), clock);
  LW_CHECK(!check.verify(request), "a forged signature was taken");
  (void)Credentials::parse(parts[4]);
  (void)takes_gzip(parts[3]);
  constexpr std::size_t kBytesMax = 100'000;
  const Result<std::string> plain = gunzip(parts[4], kBytesMax);
  if (plain)
    LW_CHECK(gunzip(gzip(*plain), kBytesMax).value() == *plain, "packing and unpacking differ");
}

}  // namespace lastwrite
