#include "scenarios/control/item_requests.h"

#include <memory>

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_value.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

Result<json::object> object_of(const std::string& text, std::string_view what) {
  boost::system::error_code error;
  json::value value = json::parse(text, error);
  if (error || !value.is_object())
    return fail(ErrorCode::kUsage, "{} is a JSON object, such as {{\"id\": {{\"S\": \"x\"}}}}",
                what);
  return std::move(value.get_object());
}

std::optional<Stamp> newest(const std::vector<ItemInRegion>& all) {
  std::optional<Stamp> out;
  for (const ItemInRegion& one : all) {
    if (one.version && (!out || *out < *one.version)) out = one.version;
  }
  return out;
}

void add_stamp(json::object& out, const std::optional<Stamp>& version) {
  if (!version) return;
  out["stamp"] = stamp_text(*version);
  out["origin"] = version->region.text;
  out["stamp_ms"] = static_cast<double>(version->time.ns) / 1e6;
}

std::string read_json(const std::vector<ItemInRegion>& all) {
  json::object out{{"differ", differ(all)}};
  const std::optional<Stamp> winner = newest(all);
  json::array& regions = out["regions"].emplace_array();
  for (const ItemInRegion& one : all) {
    json::object in{{"region", one.region.text}};
    if (!one.problem.empty()) in["problem"] = one.problem;
    add_stamp(in, one.version);
    if (one.version) in["newest"] = one.version == winner;
    if (one.item) in["item"] = to_json(*one.item);
    regions.push_back(std::move(in));
  }
  return json::serialize(out);
}

std::string written_json(const std::vector<WriteInRegion>& all) {
  json::object out;
  json::array& regions = out["writes"].emplace_array();
  for (const WriteInRegion& one : all) {
    json::object in{{"region", one.region.text}};
    if (!one.problem.empty()) in["problem"] = one.problem;
    add_stamp(in, one.version);
    regions.push_back(std::move(in));
  }
  return json::serialize(out);
}

RegionWrite write_of(const ClusterControl& control, JsonFields& in) {
  RegionWrite out;
  const Result<RegionName> region = control.region_named(in.required_text("region"));
  region ? static_cast<void>(out.region = *region) : in.note(region.error());
  out.item = in.optional_item("item");
  out.update = in.update("UpdateExpression");
  if (out.item && out.update)
    in.note(ErrorCode::kUsage, "a write is an item or an UpdateExpression, not both");
  return out;
}

}  // namespace

void read_item(ClusterControl& control, const RequestTarget& target, JsonReply reply) {
  const auto body = object_of(target.parameter("key"), "the parameter key");
  if (!body) return reply(propagate(body));
  auto key = item_from_json(*body);
  if (!key) return reply(propagate(key));
  ClusterItems(control).read(
      {TableName(target.parameter("table")), *std::move(key)},
      [reply = std::make_shared<JsonReply>(std::move(reply))](
          const std::vector<ItemInRegion>& all) { (*reply)(read_json(all)); });
}

void write_item(ClusterControl& control, const std::string& body, JsonReply reply) {
  const auto object = object_of(body, "the body");
  if (!object) return reply(propagate(object));
  JsonFields in(*object);
  const TableName table(in.required_text("table"));
  const Item key = in.item("key");
  std::vector<RegionWrite> writes;
  in.each("writes", [&](JsonFields& one) { writes.push_back(write_of(control, one)); });
  for (const RegionWrite& write : writes) {
    for (const auto& [name, value] : key) {
      if (!write.item) break;
      const auto found = write.item->find(name);
      if (found != write.item->end() && !(found->second == value))
        in.note(ErrorCode::kUsage, "'item' has another " + name + " than 'key'");
    }
  }
  if (in.ok() && writes.empty())
    in.note(ErrorCode::kUsage, "'writes' names the regions to write in, at least one");
  if (const auto read = in.finish(); !read) return reply(propagate(read));
  ClusterItems(control).write(
      table, key, writes,
      [reply = std::make_shared<JsonReply>(std::move(reply))](
          const std::vector<WriteInRegion>& all) { (*reply)(written_json(all)); });
}

}  // namespace lastwrite
