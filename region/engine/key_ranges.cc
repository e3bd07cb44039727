#include "region/engine/key_ranges.h"

#include <algorithm>

#include "region/base/check.h"
#include "region/value/key_bytes.h"

namespace lastwrite {
namespace {

// The smallest bytes above all that begin with `prefix`; "" where there are none.
std::string above_all_with(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(prefix.back() + 1);
  return prefix;
}

// The smallest bytes above `bytes` itself.
std::string next_after(std::string bytes) {
  bytes += '\0';
  return bytes;
}

Result<std::string> bytes_of(const KeySchema& schema, Item key) {
  const Result<ItemKey> bytes = schema.key_of(key);
  if (!bytes) return propagate(bytes);
  return bytes->bytes;
}

// Sort keys of text and binary stand last as they are.
std::string_view raw_bytes(const AttributeValue& prefix) {
  const auto* text = prefix.get_if<String>();
  return text ? std::string_view(*text) : std::string_view(prefix.get_if<Binary>()->bytes);
}

// The bytes of a part of an index's key.
Result<std::string> part_of(const KeyAttribute& attribute, const AttributeValue& value) {
  return bytes_of(KeySchema{attribute, std::nullopt}, Item{{attribute.name, value}});
}

// The bytes with which all parts begin whose value begins with `prefix`.
std::string beginning_of(const AttributeValue& prefix) {
  std::string bytes, end;
  append_terminated(bytes, raw_bytes(prefix));
  append_terminated(end, "");
  bytes.resize(bytes.size() - end.size());
  return bytes;
}

// The entries with `prefix` whose next part lies in `range`. No part begins another.
Result<KeyRange> narrowed(const std::string& prefix, const KeyAttribute& attribute,
                          const SortRange& range) {
  const KeyRange whole{prefix, above_all_with(prefix)};
  if (range.kind == SortRange::Kind::kBeginsWith) {
    const std::string low = prefix + beginning_of(range.low);
    return KeyRange{low, above_all_with(low)};
  }
  const Result<std::string> first = part_of(attribute, range.low);
  if (!first) return propagate(first);
  const Result<std::string> last = part_of(attribute, range.high);
  if (!last) return propagate(last);
  const std::string low = prefix + *first;
  switch (range.kind) {
    case SortRange::Kind::kEqual:
      return KeyRange{low, above_all_with(low)};
    case SortRange::Kind::kLess:
      return KeyRange{whole.low, low};
    case SortRange::Kind::kLessOrEqual:
      return KeyRange{whole.low, above_all_with(low)};
    case SortRange::Kind::kGreater:
      return KeyRange{above_all_with(low), whole.high};
    case SortRange::Kind::kGreaterOrEqual:
      return KeyRange{low, whole.high};
    case SortRange::Kind::kBetween:
      return KeyRange{low, above_all_with(prefix + *last)};
    case SortRange::Kind::kBeginsWith:
      break;
  }
  return whole;
}

}  // namespace

Result<KeyRange> range_of(const IndexDescription& index, const CompositeKeyCondition& condition) {
  std::vector<KeyAttribute> key = index.partition;
  key.insert(key.end(), index.sort.begin(), index.sort.end());
  std::string prefix;
  for (std::size_t i = 0; i < condition.equal.size(); ++i) {
    const Result<std::string> part = part_of(key.at(i), condition.equal[i]);
    if (!part) return propagate(part);
    prefix += *part;
  }
  if (condition.range) return narrowed(prefix, key.at(condition.equal.size()), *condition.range);
  return KeyRange{prefix, above_all_with(prefix)};
}

Result<KeyRange> range_of(const KeySchema& schema, const KeyCondition& condition) {
  const Item partition{{schema.partition.name, condition.partition}};
  const Result<std::string> prefix = bytes_of(KeySchema{schema.partition, std::nullopt}, partition);
  if (!prefix) return propagate(prefix);
  const KeyRange whole{*prefix, above_all_with(*prefix)};
  if (!condition.range) return whole;
  LW_CHECK(schema.sort, "a range of sort keys in a table without");

  const SortRange& range = *condition.range;
  if (range.kind == SortRange::Kind::kBeginsWith) {
    const std::string low = *prefix + std::string(raw_bytes(range.low));
    return KeyRange{low, above_all_with(low)};
  }
  const auto with = [&](const AttributeValue& sort) {
    Item key = partition;
    key.insert_or_assign(schema.sort->name, sort);
    return bytes_of(schema, std::move(key));
  };
  const Result<std::string> low = with(range.low);
  if (!low) return propagate(low);
  const Result<std::string> high = with(range.high);
  if (!high) return propagate(high);
  switch (range.kind) {
    case SortRange::Kind::kEqual:
      return KeyRange{*low, next_after(*low)};
    case SortRange::Kind::kLess:
      return KeyRange{whole.low, *low};
    case SortRange::Kind::kLessOrEqual:
      return KeyRange{whole.low, next_after(*low)};
    case SortRange::Kind::kGreater:
      return KeyRange{next_after(*low), whole.high};
    case SortRange::Kind::kGreaterOrEqual:
      return KeyRange{*low, whole.high};
    case SortRange::Kind::kBetween:
      return KeyRange{*low, next_after(*high)};
    case SortRange::Kind::kBeginsWith:
      break;
  }
  return whole;
}

KeyRange after(KeyRange range, const ItemKey& last) {
  if (range.descending) {
    range.high = range.high.empty() ? last.bytes : std::min(range.high, last.bytes);
  } else {
    range.low = std::max(range.low, next_after(last.bytes));
  }
  return range;
}

}  // namespace lastwrite
