#include "region/api/capacity_report.h"

#include <boost/json.hpp>

namespace lastwrite {
namespace json = boost::json;
namespace {

json::object by_index(const std::map<std::string, double>& consumed) {
  json::object out;
  for (const auto& [name, spent] : consumed) out[name] = json::object{{"CapacityUnits", spent}};
  return out;
}

}  // namespace

void CapacityReport::into(json::object& answer, const Consumed& consumed) const {
  if (wanted_ == "NONE") return;
  json::object report{{"TableName", table_.text}, {"CapacityUnits", consumed.total()}};
  if (wanted_ == "INDEXES") {
    report["Table"] = json::object{{"CapacityUnits", consumed.table}};
    if (!consumed.global.empty()) report["GlobalSecondaryIndexes"] = by_index(consumed.global);
    if (!consumed.local.empty()) report["LocalSecondaryIndexes"] = by_index(consumed.local);
  }
  answer["ConsumedCapacity"] = std::move(report);
}

json::array render_capacities(const ConsumedByTable& units, const std::string& wanted) {
  json::array all;
  for (const auto& [table, consumed] : units) {
    json::object one;
    CapacityReport(wanted, table).into(one, consumed);
    all.push_back(std::move(one["ConsumedCapacity"]));
  }
  return all;
}

}  // namespace lastwrite
