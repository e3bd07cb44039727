// DynamoDB Streams: ListStreams, DescribeStream, GetShardIterator and GetRecords. A stream has one
// shard, open as long as the stream is enabled.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void list_streams_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void describe_stream_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void get_shard_iterator_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void get_records_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite
