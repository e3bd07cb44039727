// The tags of a request, and whether they are any.
//
//   Tags tags = read_tags(in);         // of "Tags"; a mistake is noted in `in`
//
// Messages are DynamoDB's, spelling included. Threading: pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace lastwrite {

class JsonFields;

using Tags = std::map<std::string, std::string>;

/// Of one table.
inline constexpr std::size_t kTagsMax = 50;
inline constexpr std::string_view kTooManyTags =
    "Number of Tags exceed the current limit for the provided ResourceArn";

/// Empty where there are none.
Tags read_tags(JsonFields& in);

}  // namespace lastwrite
