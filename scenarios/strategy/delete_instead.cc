#include "scenarios/strategy/delete_instead.h"

#include <utility>

namespace lastwrite {

DeleteItemInput delete_instead(const WriteRequest& request, Item key) {
  return std::visit(
      [&](const auto& write) {
        return DeleteItemInput{.table = write.table,
                               .key = std::move(key),
                               .condition = write.condition,
                               .operation = write.operation};
      },
      request);
}

}  // namespace lastwrite
