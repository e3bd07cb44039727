// Streams and their records as DynamoDB Streams writes them.
//
// `awsRegion` is the region that serves, not the one where the write was accepted: nothing in a
// record says that (facts §3.3, global-tables.md). Threading: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "region/base/ids.h"
#include "region/stream/streams.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

/// "KEYS_ONLY" and so on.
std::string_view view_text(StreamView view);

/// One of GetRecords' Records.
boost::json::object record_json(const StreamRecord& record, const StreamId& stream, StreamView view,
                                const RegionName& region);

/// DescribeStream's StreamDescription; without its shards where they are not asked for.
boost::json::object description_json(const StreamId& id, const StreamInfo& info, bool open,
                                     bool with_shards, const RegionName& region);

}  // namespace lastwrite
