#include "region/api/ttl_operations.h"

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/engine/change_table.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kAttributeNameMax = 255;

struct TimeToLive {
  TableName table;
  std::string attribute;
  bool enabled = false;
};

Result<TimeToLive> read_request(const json::object& body) {
  JsonFields in(body);
  TimeToLive wanted;
  wanted.table = in.table();
  const json::object* specification = in.object("TimeToLiveSpecification");
  if (specification == nullptr && in.ok()) {
    in.note(ErrorCode::kValidation,
            "1 validation error detected: Value null at 'timeToLiveSpecification' failed to "
            "satisfy constraint: Member must not be null");
  }
  if (const auto read = in.finish(); !read) return propagate(read);
  JsonFields fields(*specification);
  wanted.attribute = fields.required_text("AttributeName");
  const std::optional<bool> enabled = fields.flag("Enabled");
  if (fields.ok() && !enabled)
    fields.note(ErrorCode::kValidation,
                "The parameter 'Enabled' is required but was not present in the request");
  if (fields.ok() && (wanted.attribute.empty() || wanted.attribute.size() > kAttributeNameMax))
    fields.note(ErrorCode::kValidation, "TimeToLive AttributeName must have 1 to 255 characters");
  if (const auto read = fields.finish(); !read) return propagate(read);
  wanted.enabled = *enabled;
  return wanted;
}

Result<void> check_change(const TimeToLive& wanted, const std::string& present) {
  if (!wanted.enabled && present.empty())
    return fail(ErrorCode::kValidation, "TimeToLive is already disabled");
  if (!present.empty() && wanted.attribute != present) {
    return fail(ErrorCode::kValidation,
                "TimeToLive is active on a different AttributeName: current AttributeName is {}",
                present);
  }
  if (wanted.enabled && !present.empty())
    return fail(ErrorCode::kValidation, "TimeToLive is already enabled");
  return {};
}

Result<TimeToLive> change(Engine& engine, const TimeToLive& wanted) {
  const auto found = engine.catalog().find(wanted.table);
  if (!found) return propagate(found);
  if (const auto checked = check_change(wanted, (*found)->time_to_live); !checked)
    return propagate(checked);
  TableDescription table = **found;
  table.time_to_live = wanted.enabled ? wanted.attribute : "";
  if (const auto changed = change_table(engine, table); !changed) return propagate(changed);
  return wanted;
}

}  // namespace

void update_time_to_live_api(const json::object& body, ApiContext& context, ApiReply reply) {
  auto wanted = read_request(body);
  if (!wanted) return refuse(reply, wanted.error());
  run<TimeToLive>(
      context,
      [&engine = context.engine, wanted = *std::move(wanted)] { return change(engine, wanted); },
      [](const TimeToLive& now) -> ApiAnswer {
        return json::serialize(
            json::object{{"TimeToLiveSpecification", json::object{{"AttributeName", now.attribute},
                                                                  {"Enabled", now.enabled}}}});
      },
      std::move(reply));
}

void describe_time_to_live_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const TableName table = in.table();
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<std::string>(
      context,
      [&engine = context.engine, table]() -> Result<std::string> {
        const auto found = engine.catalog().find(table);
        if (!found) return propagate(found);
        return (*found)->time_to_live;
      },
      [](const std::string& attribute) -> ApiAnswer {
        json::object told{{"TimeToLiveStatus", attribute.empty() ? "DISABLED" : "ENABLED"}};
        if (!attribute.empty()) told["AttributeName"] = attribute;
        return json::serialize(json::object{{"TimeToLiveDescription", std::move(told)}});
      },
      std::move(reply));
}

}  // namespace lastwrite
