#include "region/api/operation_table.h"

#include <algorithm>
#include <array>

#include "region/api/batch_operations.h"
#include "region/api/item_operations.h"
#include "region/api/page_operations.h"
#include "region/api/table_operations.h"
#include "region/api/transact_operations.h"

namespace lastwrite {
namespace {

struct Row {
  std::string_view name;
  ApiOperation operation;
};

constexpr std::array<Row, 13> kTable = {{{"BatchGetItem", batch_get_item_api},
                                         {"BatchWriteItem", batch_write_item_api},
                                         {"CreateTable", create_table_api},
                                         {"DeleteItem", delete_item_api},
                                         {"DescribeTable", describe_table_api},
                                         {"GetItem", get_item_api},
                                         {"ListTables", list_tables_api},
                                         {"PutItem", put_item_api},
                                         {"Query", query_api},
                                         {"Scan", scan_api},
                                         {"TransactGetItems", transact_get_items_api},
                                         {"TransactWriteItems", transact_write_items_api},
                                         {"UpdateItem", update_item_api}}};

}  // namespace

ApiOperation find_operation(std::string_view name) {
  const auto* found =
      std::find_if(kTable.begin(), kTable.end(), [&](const Row& row) { return row.name == name; });
  return found == kTable.end() ? nullptr : found->operation;
}

}  // namespace lastwrite
