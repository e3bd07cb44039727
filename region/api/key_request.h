// AttributeDefinitions and KeySchema of CreateTable and UpdateTable.
//
//   const AttributeTypes types = read_types(in);
//   const RequestedKeys keys = read_keys(in, types, 1);        // of a table: one attribute each
//
// Mistakes are noted in `in`, in DynamoDB's words. Threading: pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "region/value/key_schema.h"

namespace lastwrite {

class JsonFields;

using AttributeTypes = std::map<std::string, KeyType>;

struct RequestedKeys {
  std::vector<KeyAttribute> partition;
  std::vector<KeyAttribute> sort;
};

AttributeTypes read_types(JsonFields& in);
std::vector<std::string> defined_names(const AttributeTypes& types);
/// `parts`: how many attributes each half of the key may have.
RequestedKeys read_keys(JsonFields& in, const AttributeTypes& types, std::size_t parts);

}  // namespace lastwrite
