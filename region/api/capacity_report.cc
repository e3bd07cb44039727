#include "region/api/capacity_report.h"

#include <algorithm>

#include <boost/json.hpp>

namespace lastwrite {
namespace json = boost::json;
namespace {

double units(std::size_t bytes, std::size_t unit) {
  return static_cast<double>(std::max<std::size_t>(1, (bytes + unit - 1) / unit));
}

json::object by_index(const std::map<std::string, double>& consumed) {
  json::object out;
  for (const auto& [name, spent] : consumed) out[name] = json::object{{"CapacityUnits", spent}};
  return out;
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

double Consumed::total() const {
  double sum = table;
  for (const auto* indexes : {&global, &local}) {
    for (const auto& [name, consumed] : *indexes) sum += consumed;
  }
  return sum;
}

Consumed& Consumed::operator+=(const Consumed& other) {
  table += other.table;
  for (const auto& [name, consumed] : other.global) global[name] += consumed;
  for (const auto& [name, consumed] : other.local) local[name] += consumed;
  return *this;
}

Consumed consumed_by_write(std::size_t bytes, const std::vector<IndexCharge>& charges) {
  Consumed consumed{write_units(bytes)};
  for (const IndexCharge& charge : charges) {
    double& spent = (charge.global ? consumed.global : consumed.local)[charge.index];
    for (const std::size_t written : charge.writes) spent += write_units(written);
  }
  return consumed;
}

Consumed consumed_by_page(const PageOutput& page, const std::string& index, bool consistent) {
  const double units = read_units(page.bytes, consistent);
  Consumed consumed;
  if (page.origin == PageOrigin::kTable) {
    consumed.table = units;
    return consumed;
  }
  (page.origin == PageOrigin::kGlobalIndex ? consumed.global : consumed.local)[index] = units;
  for (const std::size_t bytes : page.fetched) consumed.table += read_units(bytes, consistent);
  return consumed;
}

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

Consumed consumed_by_transaction(const Consumed& once) {
  Consumed twice = once;
  twice += once;
  return twice;
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
