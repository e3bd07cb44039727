#include "region/version/proto_stamp.h"

#include "proto/value.pb.h"

namespace lastwrite {
namespace {

// Field 2, a message: items begin with field 1.
constexpr char kItemPrefixByte = 0x12;

}  // namespace

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

void to_proto(const AttributeStamps& stamps, v1::AttributeStamps* out) {
  for (const auto& [name, stamp] : stamps.stamps) {
    v1::AttributeStamp* one = out->add_attributes();
    one->set_name(name);
    to_proto(stamp, one->mutable_stamp());
  }
  if (stamps.removed_before) to_proto(*stamps.removed_before, out->mutable_removed_before());
}

Result<AttributeStamps> stamps_from_proto(const v1::AttributeStamps& stamps) {
  AttributeStamps out;
  for (const v1::AttributeStamp& one : stamps.attributes()) {
    Result<Stamp> stamp = stamp_from_proto(one.stamp());
    if (!stamp) return propagate(stamp);
    out.stamps.insert_or_assign(one.name(), std::move(*stamp));
  }
  if (!stamps.has_removed_before()) return out;
  Result<Stamp> removed = stamp_from_proto(stamps.removed_before());
  if (!removed) return propagate(removed);
  out.removed_before = std::move(*removed);
  return out;
}

std::string encode_item_prefix(const AttributeStamps& stamps) {
  v1::ItemPrefix prefix;
  to_proto(stamps, prefix.mutable_stamps());
  return prefix.SerializeAsString();
}

Result<std::optional<AttributeStamps>> decode_item_prefix(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != kItemPrefixByte) return std::optional<AttributeStamps>();
  v1::ItemPrefix prefix;
  if (!prefix.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(ErrorCode::kCorrupt, "stored bytes are no stamps of attributes");
  }
  Result<AttributeStamps> stamps = stamps_from_proto(prefix.stamps());
  if (!stamps) return propagate(stamps);
  return std::optional<AttributeStamps>(std::move(*stamps));
}

}  // namespace lastwrite
