#include "region/api/stream_operations.h"

#include <algorithm>

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/shard_iterator.h"
#include "region/api/stream_json.h"
#include "region/engine/known_streams.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kRecordsMax = 1000;
constexpr std::size_t kRecordsBytesMax = 1024 * 1024;
constexpr std::int64_t kStreamsMax = 100;

Failure trimmed() {
  return fail(ErrorCode::kTrimmedData,
              "The operation attempted to read past the oldest stream record in a shard.");
}

// A member that names a stream; where it is absent or none, the mistake is noted.
std::optional<StreamId> read_stream(JsonFields& in, const char* member, const RegionName& region,
                                    bool required = true) {
  const std::optional<std::string> arn = required ? in.required_text(member) : in.text(member);
  if (!arn || !in.ok()) return std::nullopt;
  const auto id = parse_stream_arn(region, *arn);
  if (id) return *id;
  in.note(id.error());
  return std::nullopt;
}

// --- ListStreams ---------------------------------------------------------------------------------

struct StreamPage {
  std::vector<StreamId> streams;
  bool more = false;
};

Result<StreamPage> page_of(Engine& engine, const TableName& table,
                           const std::optional<StreamId>& after, std::size_t limit) {
  auto all = list_streams(engine, table);
  if (!all) return propagate(all);
  StreamPage page;
  for (StreamId& id : *all) {
    if (after && id <= *after) continue;
    if (page.streams.size() == limit) {
      page.more = true;
      break;
    }
    page.streams.push_back(std::move(id));
  }
  return page;
}

std::string render_page(const StreamPage& page, const RegionName& region) {
  json::array streams;
  for (const StreamId& id : page.streams) {
    streams.push_back(json::object{{"StreamArn", stream_arn(region, id)},
                                   {"TableName", id.table.text},
                                   {"StreamLabel", label_text(id.label)}});
  }
  json::object answer{{"Streams", std::move(streams)}};
  if (page.more) answer["LastEvaluatedStreamArn"] = stream_arn(region, page.streams.back());
  return json::serialize(answer);
}

// --- DescribeStream ------------------------------------------------------------------------------

struct StreamState {
  StreamInfo info;
  bool open = false;
};

Result<StreamState> state_of(Engine& engine, const StreamId& id) {
  const auto info = find_stream(engine, id);
  if (!info) return propagate(info);
  return StreamState{**info, stream_is_open(engine.catalog(), id)};
}

// Whether the one shard belongs into the answer: it stands after no other, and is nobody's child.
bool wants_shard(JsonFields& in) {
  const bool past_it = in.text("ExclusiveStartShardId").has_value();
  const json::object* filter = in.object("ShardFilter");
  if (filter == nullptr) return !past_it;
  JsonFields fields(*filter);
  const std::string type = fields.choice("Type", {"", "CHILD_SHARDS"});
  fields.text("ShardId");
  if (const auto read = fields.finish(); !read) in.note(read.error());
  return !past_it && type.empty();
}

// --- GetShardIterator ----------------------------------------------------------------------------

struct Start {
  StreamId stream;
  std::string shard;
  std::string type;
  std::uint64_t sequence = 0;  // for AT_… and AFTER_SEQUENCE_NUMBER
};

Result<Start> read_start(const json::object& body, const RegionName& region) {
  JsonFields in(body);
  Start start;
  const auto stream = read_stream(in, "StreamArn", region);
  start.shard = in.required_text("ShardId");
  start.type = in.required_text("ShardIteratorType");
  in.choice("ShardIteratorType",
            {"TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"});
  const auto number = in.text("SequenceNumber");
  const bool by_number = start.type.ends_with("_SEQUENCE_NUMBER");
  if (in.ok() && by_number && !number) {
    in.note(ErrorCode::kValidation,
            fmt::format("SequenceNumber is required for ShardIteratorType {}", start.type));
  }
  if (in.ok() && by_number) {
    const auto sequence = parse_sequence(*number);
    if (sequence) start.sequence = *sequence;
    if (!sequence) in.note(sequence.error());
  }
  if (const auto read = in.finish(); !read) return propagate(read);
  start.stream = *stream;
  return start;
}

Result<std::uint64_t> place_of(const Start& start, const StreamInfo& info) {
  if (start.type == "TRIM_HORIZON") return info.trimmed;
  if (start.type == "LATEST") return info.head;
  const bool at = start.type == "AT_SEQUENCE_NUMBER";
  if (start.sequence == 0 || start.sequence > info.head + (at ? 1 : 0))
    return fail(ErrorCode::kValidation, "Invalid SequenceNumber: {}",
                sequence_text(start.sequence));
  const std::uint64_t after = at ? start.sequence - 1 : start.sequence;
  if (after < info.trimmed) return trimmed();
  return after;
}

Result<ShardIterator> begin_at(Engine& engine, const Start& start) {
  const auto info = find_stream(engine, start.stream);
  if (!info) return propagate(info);
  if (start.shard != shard_id(start.stream))
    return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Shard: {} not found",
                start.shard);
  const auto after = place_of(start, **info);
  if (!after) return propagate(after);
  return ShardIterator{start.stream, *after, engine.clock().wall_now()};
}

// --- GetRecords ----------------------------------------------------------------------------------

struct RecordPage {
  std::vector<StreamRecord> records;
  StreamView view = StreamView::kNewAndOldImages;
  std::optional<ShardIterator> next = {};  // nullopt: the shard is closed, and this was its end
};

Result<RecordPage> read_records(Engine& engine, ShardIterator from, std::size_t limit) {
  const WallTime now = engine.clock().wall_now();
  if (now - from.issued > kIteratorLife)
    return fail(ErrorCode::kExpiredIterator,
                "The provided iterator exceeds the maximum age allowed.");
  const auto info = find_stream(engine, from.stream);
  if (!info) return propagate(info);
  if (from.after < (*info)->trimmed) return trimmed();
  // A region that lost its last commits in a power cut has gone back behind its readers.
  from.after = std::min(from.after, (*info)->head);
  auto records = Streams::read(engine.store(), from.stream, from.after, limit, kRecordsBytesMax);
  if (!records) return propagate(records);
  RecordPage page{*std::move(records), (*info)->view};
  if (!page.records.empty()) from.after = page.records.back().sequence;
  const bool ended = from.after == (*info)->head && !stream_is_open(engine.catalog(), from.stream);
  if (!ended) page.next = ShardIterator{from.stream, from.after, now};
  return page;
}

std::string render_records(const RecordPage& page, const StreamId& stream,
                           const RegionName& region) {
  json::array records;
  for (const StreamRecord& record : page.records)
    records.push_back(record_json(record, stream, page.view, region));
  json::object answer{{"Records", std::move(records)}};
  if (page.next) answer["NextShardIterator"] = to_text(*page.next, region);
  return json::serialize(answer);
}

}  // namespace

void list_streams_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const RegionName& region = context.engine.region();
  const TableName table = in.has("TableName") ? in.table() : TableName();
  const auto after = read_stream(in, "ExclusiveStartStreamArn", region, /*required=*/false);
  const auto limit = in.integer("Limit", 1, kStreamsMax).value_or(kStreamsMax);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<StreamPage>(
      context,
      [&engine = context.engine, table, after, limit] {
        return page_of(engine, table, after, static_cast<std::size_t>(limit));
      },
      [region](const StreamPage& page) -> ApiAnswer { return render_page(page, region); },
      std::move(reply));
}

void describe_stream_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const RegionName& region = context.engine.region();
  const auto stream = read_stream(in, "StreamArn", region);
  in.integer("Limit", 1, kStreamsMax);
  const bool with_shards = wants_shard(in);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<StreamState>(
      context, [&engine = context.engine, id = *stream] { return state_of(engine, id); },
      [region, with_shards, id = *stream](const StreamState& state) -> ApiAnswer {
        return json::serialize(
            json::object{{"StreamDescription",
                          description_json(id, state.info, state.open, with_shards, region)}});
      },
      std::move(reply));
}

void get_shard_iterator_api(const json::object& body, ApiContext& context, ApiReply reply) {
  const RegionName& region = context.engine.region();
  auto start = read_start(body, region);
  if (!start) return refuse(reply, start.error());
  run<ShardIterator>(
      context,
      [&engine = context.engine, start = *std::move(start)] { return begin_at(engine, start); },
      [region](const ShardIterator& iterator) -> ApiAnswer {
        return json::serialize(json::object{{"ShardIterator", to_text(iterator, region)}});
      },
      std::move(reply));
}

void get_records_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const RegionName& region = context.engine.region();
  const std::string text = in.required_text("ShardIterator");
  const auto limit = in.integer("Limit", 1, kRecordsMax).value_or(kRecordsMax);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  const auto iterator = parse_shard_iterator(text, region);
  if (!iterator) return refuse(reply, iterator.error());
  run<RecordPage>(
      context,
      [&engine = context.engine, from = *iterator, limit] {
        return read_records(engine, from, static_cast<std::size_t>(limit));
      },
      [region, stream = iterator->stream](const RecordPage& page) -> ApiAnswer {
        return render_records(page, stream, region);
      },
      std::move(reply));
}

}  // namespace lastwrite
