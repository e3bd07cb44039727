#include "region/stream/stream_info_codec.h"

#include "region/value/item_codec.h"

namespace lastwrite {
namespace {

constexpr std::string_view kPrefix = "stream/";
constexpr std::int64_t kViewMax = static_cast<std::int64_t>(StreamView::kNewAndOldImages);
constexpr std::int64_t kTypeMax = static_cast<std::int64_t>(KeyType::kBinary);

AttributeValue number(std::int64_t value) {
  return Number(value);
}

List encode(const KeyAttribute& attribute) {
  return {String(attribute.name), number(static_cast<std::int64_t>(attribute.type))};
}

// The reader of one fact: the first mistake is kept, what follows reads as nothing.
class Fields {
 public:
  explicit Fields(const Item& item) : item_(item) {}

  bool has(const char* name) const { return item_.contains(name); }
  bool ok() const { return ok_; }

  std::int64_t integer(const char* name) {
    std::int64_t value = 0;
    const auto found = item_.find(name);
    const auto* number = found == item_.end() ? nullptr : found->second.get_if<Number>();
    ok_ = ok_ && number != nullptr && number->to_int64(value);
    return value;
  }

  KeyAttribute attribute(const char* name) {
    const auto found = item_.find(name);
    const auto* pair = found == item_.end() ? nullptr : found->second.get_if<List>();
    const bool shaped = pair != nullptr && pair->size() == 2;
    const auto* text = shaped ? (*pair)[0].get_if<String>() : nullptr;
    const auto* type = shaped ? (*pair)[1].get_if<Number>() : nullptr;
    std::int64_t value = -1;
    ok_ = ok_ && text != nullptr && type != nullptr && type->to_int64(value) && value >= 0 &&
          value <= kTypeMax;
    return ok_ ? KeyAttribute{*text, static_cast<KeyType>(value)} : KeyAttribute{};
  }

 private:
  const Item& item_;
  bool ok_ = true;
};

}  // namespace

std::string stream_store_name(const StreamId& id) {
  return fmt::format("{}{}/{}", kPrefix, id.table, label_text(id.label));
}

Result<StreamId> parse_stream_store_name(std::string_view name) {
  const Failure damaged = fail(ErrorCode::kCorrupt, "'{}' names no stream", name);
  if (!name.starts_with(kPrefix)) return damaged;
  name.remove_prefix(kPrefix.size());
  const auto slash = name.find('/');
  if (slash == std::string_view::npos) return damaged;
  const auto table = parse_table_name(name.substr(0, slash));
  const auto label = parse_label(name.substr(slash + 1));
  if (!table || !label) return damaged;
  return StreamId{*table, *label};
}

std::string encode(const StreamInfo& info) {
  Item out{{"view", number(static_cast<std::int64_t>(info.view))},
           {"trimmed", number(static_cast<std::int64_t>(info.trimmed))},
           {"partition", encode(info.key_schema.partition)}};
  if (info.key_schema.sort) out["sort"] = encode(*info.key_schema.sort);
  if (info.closed_at) out["closed"] = number(info.closed_at->ns);
  return encode_item(out);
}

Result<StreamInfo> decode_stream_info(std::string_view bytes) {
  const auto item = decode_item(bytes);
  if (!item) return propagate(item);
  Fields in(*item);
  StreamInfo info;
  const std::int64_t view = in.integer("view");
  info.trimmed = static_cast<std::uint64_t>(in.integer("trimmed"));
  info.key_schema.partition = in.attribute("partition");
  if (in.has("sort")) info.key_schema.sort = in.attribute("sort");
  if (in.has("closed")) info.closed_at = WallTime{in.integer("closed")};
  if (!in.ok() || view < 0 || view > kViewMax)
    return fail(ErrorCode::kCorrupt, "what is known of a stream is damaged");
  info.view = static_cast<StreamView>(view);
  info.head = info.trimmed;
  return info;
}

}  // namespace lastwrite
