#include "region/store/sqlite_item_column.h"

#include "region/value/item_codec.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

Failure damaged(const std::string& path, const Error& why) {
  return fail(ErrorCode::kCorrupt,
              "the store file {} is damaged ({}): move it away and start again; the region then "
              "begins empty and fetches its items from its peers",
              path, why.message);
}

}  // namespace

void bind_item(SqliteRun& run, int parameter, const std::optional<std::string>& encoded) {
  if (encoded) {
    run.bind_blob(parameter, *encoded);
  } else {
    run.bind_null(parameter);
  }
}

std::optional<std::string> encode_column(const std::optional<Item>& item,
                                         const std::optional<AttributeStamps>& attributes) {
  if (!item) return std::nullopt;
  if (!attributes) return encode_item(*item);
  return encode_item_prefix(*attributes) + encode_item(*item);
}

Result<std::optional<AttributeStamps>> stamps_column(const SqliteRun& run, int column,
                                                     const std::string& path) {
  if (run.is_null(column)) return std::optional<AttributeStamps>();
  auto stamps = decode_item_prefix(run.bytes(column));
  if (!stamps) return damaged(path, stamps.error());
  return stamps;
}

Result<std::optional<Item>> item_column(const SqliteRun& run, int column, const std::string& path) {
  if (run.is_null(column)) return std::optional<Item>();
  auto item = decode_item(run.bytes(column));
  if (!item) return damaged(path, item.error());
  return std::optional<Item>(std::move(*item));
}

}  // namespace lastwrite
