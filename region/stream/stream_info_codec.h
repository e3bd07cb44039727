// What is known of a stream, as the fact that the store keeps of it: an item's bytes.
//
// `head` is not in it: that is the last record's, or else `trimmed`. Threading: pure functions.
#pragma once

#include <string>

#include "region/stream/streams.h"

namespace lastwrite {

/// "stream/Orders/2015-05-11T21:21:33.291": the fact's name, and that of the rows' "table".
std::string stream_store_name(const StreamId& id);
/// kCorrupt.
Result<StreamId> parse_stream_store_name(std::string_view name);

std::string encode(const StreamInfo& info);
/// kCorrupt.
Result<StreamInfo> decode_stream_info(std::string_view bytes);

}  // namespace lastwrite
