// What is asked of transact_puts(): TransactWriteItems of puts alone, all or none of them, in this
// region. Apart from requests.h, for few need it. Threading: a value.
#pragma once

#include <vector>

#include "region/engine/requests.h"

namespace lastwrite {

struct TransactPutsInput {
  std::vector<PutItemInput> puts;
};

}  // namespace lastwrite
