// ConsumedCapacity: what an operation would have cost (developer guide, "Capacity unit
// consumption").
//
//   CapacityReport report(in.choice("ReturnConsumedCapacity", …), table);
//   report.into(answer, consumed_by_write(bytes, index_charges(…)));  // where it was asked for
//
// Threading: values.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "region/base/ids.h"
#include "region/engine/index_charges.h"
#include "region/engine/page.h"

namespace boost::json {
class array;
class object;
}  // namespace boost::json

namespace lastwrite {

/// Units of one write of an item: 1 for each KB begun, at least 1; twice in transactions.
double write_units(std::size_t bytes, bool transactional = false);
/// Units of a read: 1 for each 4 KB begun, at least 1; half where eventually consistent.
double read_units(std::size_t bytes, bool consistent, bool transactional = false);

/// Units by where they were spent.
struct Consumed {
  double table = 0;
  std::map<std::string, double> global = {};  // by index
  std::map<std::string, double> local = {};

  double total() const;
  Consumed& operator+=(const Consumed& other);
};

/// Of one write of an item that was, or is now, so large.
Consumed consumed_by_write(std::size_t bytes, const std::vector<IndexCharge>& charges);
/// Of a write in a transaction: twice as much (developer guide, "Transactions: how it works").
Consumed consumed_by_transaction(const Consumed& once);
/// Of a page; `index` is where it was read, empty: the table.
Consumed consumed_by_page(const PageOutput& page, const std::string& index, bool consistent);

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
