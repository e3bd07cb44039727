// JSON values as the types that DynamoDB's model wants, with its words for others: kSerialization.
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "region/base/result.h"

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

namespace lastwrite {

Result<std::string_view> string_of(const boost::json::value& in);
Result<bool> bool_of(const boost::json::value& in);
Result<std::int64_t> integer_of(const boost::json::value& in);
Result<const boost::json::array*> array_of(const boost::json::value& in);
Result<const boost::json::object*> object_of(const boost::json::value& in);

}  // namespace lastwrite
