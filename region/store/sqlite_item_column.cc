#include "region/store/sqlite_item_column.h"

#include "region/value/item_codec.h"

namespace lastwrite {

void bind_item(SqliteRun& run, int parameter, const std::optional<std::string>& encoded) {
  if (encoded) {
    run.bind_blob(parameter, *encoded);
  } else {
    run.bind_null(parameter);
  }
}

std::optional<std::string> encode_column(const std::optional<Item>& item) {
  if (!item) return std::nullopt;
  return encode_item(*item);
}

Result<std::optional<Item>> item_column(const SqliteRun& run, int column, const std::string& path) {
  if (run.is_null(column)) return std::optional<Item>();
  auto item = decode_item(run.bytes(column));
  if (!item) {
    return fail(ErrorCode::kCorrupt,
                "the store file {} is damaged ({}): move it away and start again; the region then "
                "begins empty and fetches its items from its peers",
                path, item.error().message);
  }
  return std::optional<Item>(std::move(*item));
}

}  // namespace lastwrite
