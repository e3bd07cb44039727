#include "region/value/item_codec.h"

#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>

#include "proto/value.pb.h"
#include "region/base/check.h"
#include "region/value/item_size.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

// A map costs three nested messages (value, item, attribute), a list two; a value at the bottom and
// the attribute at the top a few more.
constexpr int kMessageLevelsMax = kNestingLevelsMax * 3 + 8;

}  // namespace

std::string encode_item(const Item& item) {
  google::protobuf::Arena arena;
  auto* message = google::protobuf::Arena::CreateMessage<v1::Item>(&arena);
  to_proto(item, message);
  std::string bytes;
  const bool written = message->SerializeToString(&bytes);
  LW_CHECK(written, "an item of {} attributes does not serialize", item.size());
  return bytes;
}

Result<Item> decode_item(std::string_view bytes) {
  google::protobuf::Arena arena;
  auto* message = google::protobuf::Arena::CreateMessage<v1::Item>(&arena);
  google::protobuf::io::CodedInputStream input(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                               static_cast<int>(bytes.size()));
  input.SetRecursionLimit(kMessageLevelsMax);
  if (!message->ParseFromCodedStream(&input) || !input.ConsumedEntireMessage())
    return fail(ErrorCode::kCorrupt, "stored bytes are not an item");
  auto item = item_from_proto(*message);
  if (!item)
    return fail(ErrorCode::kCorrupt, "stored bytes are not an item: {}", item.error().message);
  return item;
}

}  // namespace lastwrite
