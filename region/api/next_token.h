// Where a SELECT goes on, as the text that its client carries from answer to question.
//
//   std::string text = next_token_text(place, request_hash(statement));
//   parse_next_token(text, request_hash(statement)) == place
//
// A text says its place and which request it belongs to; nothing of it is kept in the region, so
// that a restart forgets no reader. Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "region/partiql/read_statement.h"

namespace lastwrite {

std::string next_token_text(const ReadPlace& place, std::uint64_t request);
/// kValidation: damaged, or given for another request.
Result<ReadPlace> parse_next_token(std::string_view text, std::uint64_t request);

}  // namespace lastwrite
