#include "scenarios/campaign/sweep/shard.h"

#include "scenarios/engine/units.h"

namespace lastwrite {

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto index = parse_integer(text.substr(0, slash));
    const auto count = parse_integer(text.substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count && *count <= kShardsMax) {
      return Shard{*index, *count};
    }
  }
  return fail(ErrorCode::kUsage,
              "'{}' is not a shard: write i/n with 1 <= i <= n <= {}, such as 3/8", text,
              kShardsMax);
}

}  // namespace lastwrite
