// Stamps to and from the wire, and at rest.
#pragma once

#include <string>
#include <string_view>

#include "region/base/result.h"
#include "region/version/attribute_stamps.h"

namespace lastwrite {

namespace v1 {
class AttributeStamps;
class Stamp;
}  // namespace v1

void to_proto(const Stamp& stamp, v1::Stamp* out);
/// kCorrupt when the region's name is not one.
Result<Stamp> stamp_from_proto(const v1::Stamp& stamp);

void to_proto(const AttributeStamps& stamps, v1::AttributeStamps* out);
/// kCorrupt when a stamp is not one.
Result<AttributeStamps> stamps_from_proto(const v1::AttributeStamps& stamps);

/// The message v1::ItemPrefix, which goes before the bytes of an item.
std::string encode_item_prefix(const AttributeStamps& stamps);
/// From the bytes of an item. nullopt: it has no prefix.
Result<std::optional<AttributeStamps>> decode_item_prefix(std::string_view bytes);

}  // namespace lastwrite
