#include "region/api/stream_json.h"

#include <boost/json.hpp>

#include "region/api/json_value.h"
#include "region/api/shard_iterator.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

std::string_view event_text(StreamEvent event) {
  switch (event) {
    case StreamEvent::kInsert:
      return "INSERT";
    case StreamEvent::kModify:
      return "MODIFY";
    case StreamEvent::kRemove:
      break;
  }
  return "REMOVE";
}

// FNV-1a: the same record has the same name whenever it is read.
std::uint64_t hash_of(std::string_view text, std::uint64_t basis) {
  std::uint64_t hash = basis;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

std::string event_id(const StreamRecord& record, const StreamId& stream, const RegionName& region) {
  const std::string name = stream_arn(region, stream) + sequence_text(record.sequence);
  return fmt::format("{:016x}{:016x}", hash_of(name, 0xcbf29ce484222325U),
                     hash_of(name, 0x6c62272e07bb0142U));
}

json::array key_schema_json(const KeySchema& schema) {
  json::array out{json::object{{"AttributeName", schema.partition.name}, {"KeyType", "HASH"}}};
  if (schema.sort)
    out.push_back(json::object{{"AttributeName", schema.sort->name}, {"KeyType", "RANGE"}});
  return out;
}

json::object shard_json(const StreamId& id, const StreamInfo& info, bool open) {
  json::object range{{"StartingSequenceNumber", sequence_text(info.trimmed + 1)}};
  if (!open) range["EndingSequenceNumber"] = sequence_text(std::max(info.head, info.trimmed + 1));
  return {{"ShardId", shard_id(id)}, {"SequenceNumberRange", std::move(range)}};
}

}  // namespace

std::string_view view_text(StreamView view) {
  switch (view) {
    case StreamView::kKeysOnly:
      return "KEYS_ONLY";
    case StreamView::kNewImage:
      return "NEW_IMAGE";
    case StreamView::kOldImage:
      return "OLD_IMAGE";
    case StreamView::kNewAndOldImages:
      break;
  }
  return "NEW_AND_OLD_IMAGES";
}

json::object record_json(const StreamRecord& record, const StreamId& stream, StreamView view,
                         const RegionName& region) {
  json::object change{{"ApproximateCreationDateTime", record.at.ns / kNsPerSecond},
                      {"Keys", to_json(record.keys)}};
  if (record.new_image) change["NewImage"] = to_json(*record.new_image);
  if (record.old_image) change["OldImage"] = to_json(*record.old_image);
  change["SequenceNumber"] = sequence_text(record.sequence);
  change["SizeBytes"] = size_bytes(record);
  change["StreamViewType"] = view_text(view);
  json::object out{{"eventID", event_id(record, stream, region)},
                   {"eventName", event_text(record.event)},
                   {"eventVersion", "1.1"},
                   {"eventSource", "aws:dynamodb"},
                   {"awsRegion", region.text},
                   {"dynamodb", std::move(change)}};
  if (record.expired) {
    out["userIdentity"] =
        json::object{{"Type", "Service"}, {"PrincipalId", "dynamodb.amazonaws.com"}};
  }
  return out;
}

json::object description_json(const StreamId& id, const StreamInfo& info, bool open,
                              bool with_shards, const RegionName& region) {
  json::array shards;
  if (with_shards) shards.push_back(shard_json(id, info, open));
  return {{"StreamArn", stream_arn(region, id)},
          {"StreamLabel", label_text(id.label)},
          {"StreamStatus", open ? "ENABLED" : "DISABLED"},
          {"StreamViewType", view_text(info.view)},
          {"CreationRequestDateTime",
           static_cast<double>(id.label.ns) / static_cast<double>(kNsPerSecond)},
          {"TableName", id.table.text},
          {"KeySchema", key_schema_json(info.key_schema)},
          {"Shards", std::move(shards)}};
}

}  // namespace lastwrite
