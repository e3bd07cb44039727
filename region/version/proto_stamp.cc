#include "region/version/proto_stamp.h"

#include "proto/value.pb.h"

namespace lastwrite {

void to_proto(const Stamp& stamp, v1::Stamp* out) {
  out->set_time_ns(stamp.time.ns);
  out->set_counter(stamp.counter);
  out->set_region(stamp.region.text);
}

Result<Stamp> stamp_from_proto(const v1::Stamp& stamp) {
  Result<RegionName> region = parse_region_name(stamp.region());
  if (!region)
    return fail(ErrorCode::kCorrupt, "a stamp without a region: {}", region.error().message);
  return Stamp{WallTime{stamp.time_ns()}, stamp.counter(), *region};
}

}  // namespace lastwrite
