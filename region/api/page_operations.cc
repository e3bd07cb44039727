#include "region/api/page_operations.h"

#include <boost/json.hpp>

#include "region/api/capacity_report.h"
#include "region/api/json_fields.h"
#include "region/api/json_value.h"
#include "region/api/legacy_parameters.h"
#include "region/engine/query.h"
#include "region/engine/scan.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::int64_t kLimitMax = INT32_MAX;
constexpr std::int64_t kSegmentsMax = 1'000'000;

Select select_of(std::string_view text) {
  if (text == "ALL_ATTRIBUTES") return Select::kAll;
  if (text == "ALL_PROJECTED_ATTRIBUTES") return Select::kAllProjected;
  return text == "COUNT" ? Select::kCount : Select::kWhatIsThere;
}

// Select and what is projected must agree (API reference, Query, "Select").
void read_select(JsonFields& in, PageInput& page) {
  const std::string select = in.choice(
      "Select", {"", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES"});
  page.select = select_of(select);
  if (page.select == Select::kAllProjected && page.index.empty()) {
    in.note(ErrorCode::kValidation,
            "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only "
            "when Querying using an IndexName");
  }
  if (page.projection && !select.empty() && select != "SPECIFIC_ATTRIBUTES") {
    in.note(ErrorCode::kValidation,
            fmt::format("Cannot specify the ProjectionExpression when choosing to get {}", select));
  }
  if (!page.projection && select == "SPECIFIC_ATTRIBUTES") {
    in.note(ErrorCode::kValidation,
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
            "SPECIFIC_ATTRIBUTES");
  }
}

// "IndexName", of the form that AWS asks of names.
std::string read_index(JsonFields& in) {
  const auto index = in.text("IndexName");
  if (!index) return "";
  if (index->size() < 3 || index->size() > 255) {
    in.note(
        ErrorCode::kValidation,
        fmt::format("1 validation error detected: Value '{}' at 'indexName' failed to satisfy "
                    "constraint: Member must have length {} than or equal to {}",
                    *index, index->size() < 3 ? "greater" : "less", index->size() < 3 ? 3 : 255));
  }
  return *index;
}

PageInput read_page_input(JsonFields& in, std::string_view legacy_filter) {
  PageInput page;
  if (const auto limit = in.integer("Limit", 1, kLimitMax))
    page.limit = static_cast<std::uint64_t>(*limit);
  page.start_after = in.optional_item("ExclusiveStartKey");
  page.filter = filter_of(in, legacy_filter);
  page.projection = projection_of(in);
  page.index = read_index(in);
  page.consistent = in.flag("ConsistentRead").value_or(false);
  read_select(in, page);
  return page;
}

struct PageAnswer {
  CapacityReport capacity;
  std::string index = {};
  bool consistent = false;
  bool count_only = false;

  ApiAnswer operator()(const PageOutput& output) const {
    json::object answer{{"Count", output.count}, {"ScannedCount", output.scanned}};
    if (!count_only) {
      json::array& items = answer["Items"].emplace_array();
      items.reserve(output.items.size());
      for (const Item& item : output.items) items.push_back(to_json(item));
    }
    if (output.last_key) answer["LastEvaluatedKey"] = to_json(*output.last_key);
    capacity.into(answer, consumed_by_page(output, index, consistent));
    return json::serialize(answer);
  }
};

PageAnswer read_answer(JsonFields& in, const TableName& table, const PageInput& page) {
  return {CapacityReport(in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"}), table),
          page.index, page.consistent, page.select == Select::kCount};
}

}  // namespace

void query_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  in.placeholders_need({"FilterExpression", "KeyConditionExpression"}, "ProjectionExpression");
  QueryInput input;
  input.table = in.table();
  input.key = key_condition_of(in);
  input.forward = in.flag("ScanIndexForward").value_or(true);
  input.page = read_page_input(in, "QueryFilter");
  PageAnswer answer = read_answer(in, input.table, input.page);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<PageOutput>(
      context,
      [&engine = context.engine, input = std::move(input)] { return query(engine, input); },
      std::move(answer), std::move(reply));
}

void scan_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  in.placeholders_need({"FilterExpression"}, "ProjectionExpression");
  ScanInput input;
  input.table = in.table();
  const auto segments = in.integer("TotalSegments", 1, kSegmentsMax);
  const auto segment = in.integer("Segment", 0, kSegmentsMax - 1);
  if (segments.has_value() != segment.has_value()) {
    in.note(ErrorCode::kValidation,
            fmt::format("The {} parameter is required but was not present in the request when {} "
                        "parameter is present",
                        segments ? "Segment" : "TotalSegments",
                        segments ? "TotalSegments" : "Segment"));
  } else if (segments && *segment >= *segments) {
    in.note(ErrorCode::kValidation,
            fmt::format("The Segment parameter is zero-based and must be less than parameter "
                        "TotalSegments: Segment: {} is not less than TotalSegments: {}",
                        *segment, *segments));
  } else if (segments) {
    input.segments = static_cast<std::uint32_t>(*segments);
    input.segment = static_cast<std::uint32_t>(*segment);
  }
  input.page = read_page_input(in, "ScanFilter");
  PageAnswer answer = read_answer(in, input.table, input.page);
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  run<PageOutput>(
      context, [&engine = context.engine, input = std::move(input)] { return scan(engine, input); },
      std::move(answer), std::move(reply));
}

}  // namespace lastwrite
