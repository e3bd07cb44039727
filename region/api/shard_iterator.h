// Where a reader of a stream stands, as the text that it carries from answer to question.
//
//   std::string text = to_text({id, /*after=*/7, now}, region);
//   parse_shard_iterator(text, region)->after == 7
//
// A text says its stream, its shard (there is one), its place and when it was given; nothing of it
// is kept in the region, so that a restart forgets no reader. Threading: values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "region/stream/stream_id.h"

namespace lastwrite {

struct ShardIterator {
  StreamId stream;
  std::uint64_t after = 0;  // the sequence of the last record that was passed
  WallTime issued = {};
};

inline constexpr Duration kIteratorLife = 15min;

/// The name of a stream's one shard.
std::string shard_id(const StreamId& stream);

std::string to_text(const ShardIterator& iterator, const RegionName& region);
/// kValidation "Invalid ShardIterator", kResourceNotFound for a stream of another region.
Result<ShardIterator> parse_shard_iterator(std::string_view text, const RegionName& region);

}  // namespace lastwrite
