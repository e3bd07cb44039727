// Which stream: a table's, as enabled at one moment. Its label is that moment to the millisecond.
//
//   StreamId id = stream_id(TableName("Orders"), settings);
//   label_text(id.label) == "2015-05-11T21:21:33.291"
//   stream_arn(RegionName("eu-west-1"), id)
//       == "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/2015-05-11T21:21:33.291"
//
// Threading: values and pure functions.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "region/base/ids.h"
#include "region/base/time.h"
#include "region/stream/stream_settings.h"

namespace lastwrite {

struct StreamId {
  TableName table;
  WallTime label;  // whole milliseconds

  friend auto operator<=>(const StreamId&, const StreamId&) = default;
};

StreamId stream_id(const TableName& table, const StreamSettings& settings);

/// UTC, to the millisecond. Years 1970 to 2261.
std::string label_text(WallTime time);
/// kValidation when `text` is not what label_text() gives.
Result<WallTime> parse_label(std::string_view text);

/// "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders"
std::string table_arn(const RegionName& region, const TableName& table);
/// That, and "/stream/2015-05-11T21:21:33.291".
std::string stream_arn(const RegionName& region, const StreamId& id);
/// kValidation when `arn` names no stream, kResourceNotFound when that is one of another region.
Result<StreamId> parse_stream_arn(const RegionName& region, std::string_view arn);

}  // namespace lastwrite
