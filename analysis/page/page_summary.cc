#include "analysis/page/page_summary.h"

#include <string_view>

#include <boost/json.hpp>

namespace lastwrite {
namespace {

namespace json = boost::json;

json::array* list_in(json::object& in, std::string_view name) {
  json::value* const value = in.if_contains(name);
  return value == nullptr ? nullptr : value->if_array();
}

void drop_histograms(json::object& of) {
  json::array* const rows = list_in(of, "replication_latency");
  if (rows == nullptr) return;
  for (json::value& row : *rows) {
    if (row.is_object()) row.get_object().erase("histogram");
  }
}

void cut_staleness(json::object& strategy) {
  json::value* const staleness = strategy.if_contains("staleness");
  if (staleness == nullptr || !staleness->is_object()) return;
  for (const char* table : {"t_visibility", "lags"}) {
    json::array* const rows = list_in(staleness->get_object(), table);
    if (rows != nullptr && rows->size() > kVisibilityRows) rows->resize(kVisibilityRows);
  }
}

}  // namespace

std::string page_summary(const std::string& summary) {
  boost::system::error_code error;
  json::value root = json::parse(summary, error);
  if (error || !root.is_object()) return summary;
  drop_histograms(root.get_object());
  json::array* const strategies = list_in(root.get_object(), "strategies");
  if (strategies == nullptr) return summary;
  for (json::value& strategy : *strategies) {
    if (!strategy.is_object()) continue;
    drop_histograms(strategy.get_object());
    cut_staleness(strategy.get_object());
  }
  return json::serialize(root);
}

}  // namespace lastwrite
