// What operations cost in capacity units (developer guide, "Capacity unit consumption"): of a table
// and of each of its indexes.
//
//   Consumed once{write_units(1'500)};            // 2 units of the table
//   consumed_by_transaction(once).total()         // 4
//
// Units are halves at the finest, which a double holds exactly. Threading: values.
#pragma once

#include <cstddef>
#include <map>
#include <string>

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

/// Of a write in a transaction: twice as much (developer guide, "Transactions: how it works").
Consumed consumed_by_transaction(const Consumed& once);

}  // namespace lastwrite
