#include "region/api/shard_iterator.h"

#include <charconv>

#include <absl/strings/escaping.h>

namespace lastwrite {
namespace {

constexpr std::string_view kShardMark = "|1|";  // between the stream's ARN and the rest

Failure invalid() {
  return fail(ErrorCode::kValidation, "Invalid ShardIterator");
}

template <typename T>
bool read_number(std::string_view text, T& out) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  return error == std::errc{} && stop == end;
}

// FNV-1a: an iterator that lost or changed a character on its way would otherwise be another one.
std::uint32_t check_of(std::string_view text) {
  std::uint32_t hash = 0x811c9dc5U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x01000193U;
  }
  return hash;
}

std::string place_text(const ShardIterator& iterator) {
  const std::string place = fmt::format("{}/{}/{}", iterator.after, iterator.issued.ns,
                                        label_text(iterator.stream.label));
  return fmt::format("{}/{}/{:08x}", iterator.after, iterator.issued.ns, check_of(place));
}

}  // namespace

std::string shard_id(const StreamId& stream) {
  constexpr std::int64_t kNsPerMs = 1'000'000;
  return fmt::format("shardId-{:020}-00000001", stream.label.ns / kNsPerMs);
}

std::string to_text(const ShardIterator& iterator, const RegionName& region) {
  std::string hidden;
  absl::Base64Escape(place_text(iterator), &hidden);
  return stream_arn(region, iterator.stream) + std::string(kShardMark) + hidden;
}

Result<ShardIterator> parse_shard_iterator(std::string_view text, const RegionName& region) {
  const auto mark = text.find(kShardMark);
  if (mark == std::string_view::npos) return invalid();
  const auto stream = parse_stream_arn(region, text.substr(0, mark));
  if (!stream && stream.error().code == ErrorCode::kResourceNotFound) return propagate(stream);
  if (!stream) return invalid();
  const std::string_view hidden = text.substr(mark + kShardMark.size());
  std::string place;
  if (!absl::Base64Unescape({hidden.data(), hidden.size()}, &place)) return invalid();
  const std::string_view numbers = place;
  const auto first = numbers.find('/');
  const auto second = numbers.find('/', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return invalid();
  ShardIterator iterator{*stream};
  if (!read_number(numbers.substr(0, first), iterator.after) ||
      !read_number(numbers.substr(first + 1, second - first - 1), iterator.issued.ns) ||
      place_text(iterator) != place) {
    return invalid();
  }
  return iterator;
}

}  // namespace lastwrite
