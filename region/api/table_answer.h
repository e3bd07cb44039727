// TableDescription as DynamoDB writes it.
//
// Threading: view_of() on the loop, the rest anywhere.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "region/api/api_call.h"
#include "region/engine/replica_group.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace lastwrite {

/// A table as DescribeTable shows it, with what stands elsewhere.
struct TableView {
  TableDescription table;
  RegionName region;                                 // that is asked
  std::map<RegionName, ReplicaState> replicas = {};  // of a global table, this region too
};

/// Errors: those of the store.
Result<TableView> view_of(Engine& engine, const TableDescription& table);

/// `{"TableDescription": {…}}`, or with another name for the member.
std::string render_table(const TableView& view, std::string_view member);

}  // namespace lastwrite
