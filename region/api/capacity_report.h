// ConsumedCapacity: what an operation would have cost (developer guide, "Capacity unit
// consumption").
//
//   CapacityReport report(in.choice("ReturnConsumedCapacity", …), table);
//   report.write(item_bytes);
//   report.into(answer);                       // adds "ConsumedCapacity" where it was asked for
//
// Threading: values.
#pragma once

#include <cstddef>
#include <string>

#include "region/base/ids.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

/// Units of one write of an item: 1 for each KB begun, at least 1; twice in transactions.
double write_units(std::size_t bytes, bool transactional = false);
/// Units of a read: 1 for each 4 KB begun, at least 1; half where eventually consistent.
double read_units(std::size_t bytes, bool consistent, bool transactional = false);

class CapacityReport {
 public:
  /// `wanted`: NONE, TOTAL or INDEXES.
  CapacityReport(std::string wanted, TableName table)
      : wanted_(std::move(wanted)), table_(std::move(table)) {}

  void into(boost::json::object& answer, double units) const;

 private:
  std::string wanted_;
  TableName table_;
};

}  // namespace lastwrite
