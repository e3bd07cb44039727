#include "region/api/capacity_report.h"

#include <algorithm>

#include <boost/json.hpp>

namespace lastwrite {
namespace {

double units(std::size_t bytes, std::size_t unit) {
  return static_cast<double>(std::max<std::size_t>(1, (bytes + unit - 1) / unit));
}

}  // namespace

double write_units(std::size_t bytes, bool transactional) {
  return units(bytes, 1024) * (transactional ? 2 : 1);
}

double read_units(std::size_t bytes, bool consistent, bool transactional) {
  const double whole = units(bytes, 4096);
  if (transactional) return whole * 2;
  return consistent ? whole : whole / 2;
}

void CapacityReport::into(boost::json::object& answer, double consumed) const {
  if (wanted_ == "NONE") return;
  boost::json::object report{{"TableName", table_.text}, {"CapacityUnits", consumed}};
  if (wanted_ == "INDEXES") report["Table"] = boost::json::object{{"CapacityUnits", consumed}};
  answer["ConsumedCapacity"] = std::move(report);
}

}  // namespace lastwrite
