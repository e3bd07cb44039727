#include "region/api/operation_table.h"

#include <algorithm>
#include <array>

#include "region/api/account_operations.h"
#include "region/api/batch_operations.h"
#include "region/api/item_operations.h"
#include "region/api/page_operations.h"
#include "region/api/statement_operations.h"
#include "region/api/statement_transaction.h"
#include "region/api/stream_operations.h"
#include "region/api/table_operations.h"
#include "region/api/transact_operations.h"
#include "region/api/ttl_operations.h"

namespace lastwrite {
namespace {

struct Row {
  std::string_view name;
  ApiOperation operation;
};

constexpr std::array<Row, 31> kTable = {{{"BatchExecuteStatement", batch_execute_statement_api},
                                         {"BatchGetItem", batch_get_item_api},
                                         {"BatchWriteItem", batch_write_item_api},
                                         {"CreateGlobalTable", create_global_table_api},
                                         {"CreateTable", create_table_api},
                                         {"DeleteItem", delete_item_api},
                                         {"DeleteTable", delete_table_api},
                                         {"DescribeEndpoints", describe_endpoints_api},
                                         {"DescribeGlobalTable", unknown_global_table_api},
                                         {"DescribeGlobalTableSettings", unknown_global_table_api},
                                         {"DescribeLimits", describe_limits_api},
                                         {"DescribeTable", describe_table_api},
                                         {"DescribeTimeToLive", describe_time_to_live_api},
                                         {"ExecuteStatement", execute_statement_api},
                                         {"ExecuteTransaction", execute_transaction_api},
                                         {"GetItem", get_item_api},
                                         {"ListGlobalTables", list_global_tables_api},
                                         {"ListTables", list_tables_api},
                                         {"ListTagsOfResource", list_tags_of_resource_api},
                                         {"PutItem", put_item_api},
                                         {"Query", query_api},
                                         {"Scan", scan_api},
                                         {"TagResource", tag_resource_api},
                                         {"TransactGetItems", transact_get_items_api},
                                         {"TransactWriteItems", transact_write_items_api},
                                         {"UntagResource", untag_resource_api},
                                         {"UpdateGlobalTable", unknown_global_table_api},
                                         {"UpdateGlobalTableSettings", unknown_global_table_api},
                                         {"UpdateItem", update_item_api},
                                         {"UpdateTable", update_table_api},
                                         {"UpdateTimeToLive", update_time_to_live_api}}};

constexpr std::array<Row, 4> kStreamTable = {{{"DescribeStream", describe_stream_api},
                                              {"GetRecords", get_records_api},
                                              {"GetShardIterator", get_shard_iterator_api},
                                              {"ListStreams", list_streams_api}}};

constexpr std::string_view kPrefix = "DynamoDB_20120810.";
constexpr std::string_view kStreamPrefix = "DynamoDBStreams_20120810.";

template <typename Table>
ApiOperation find_in(const Table& table, std::string_view name) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const Row& row) { return row.name == name; });
  return found == table.end() ? nullptr : found->operation;
}

}  // namespace

ApiOperation find_operation(std::string_view target) {
  if (target.starts_with(kPrefix)) return find_in(kTable, target.substr(kPrefix.size()));
  if (target.starts_with(kStreamPrefix))
    return find_in(kStreamTable, target.substr(kStreamPrefix.size()));
  return nullptr;
}

}  // namespace lastwrite
