// ConsumedCapacity: what an operation has cost, or would have.
//
//   CapacityReport report(in.choice("ReturnConsumedCapacity", …), table);
//   report.into(answer, consumed_by_write(bytes, index_charges(…)));  // where it was asked for
//
// Threading: values.
#pragma once

#include <map>
#include <string>

#include "region/base/ids.h"
#include "region/capacity/consumed.h"
#include "region/engine/consumption.h"

namespace boost::json {
class array;
class object;
}  // namespace boost::json

namespace lastwrite {

using ConsumedByTable = std::map<TableName, Consumed>;

/// The list of operations on several tables. `wanted`: TOTAL or INDEXES.
boost::json::array render_capacities(const ConsumedByTable& units, const std::string& wanted);

class CapacityReport {
 public:
  /// `wanted`: NONE, TOTAL or INDEXES.
  CapacityReport(std::string wanted, TableName table)
      : wanted_(std::move(wanted)), table_(std::move(table)) {}

  void into(boost::json::object& answer, const Consumed& consumed) const;
  void into(boost::json::object& answer, double units) const { into(answer, Consumed{units}); }

 private:
  std::string wanted_;
  TableName table_;
};

}  // namespace lastwrite
