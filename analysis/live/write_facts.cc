#include "analysis/live/write_facts.h"

namespace lastwrite {

std::string_view pattern_text(WritePattern pattern) {
  switch (pattern) {
    case WritePattern::kBlindPut:
      return "blind-put";
    case WritePattern::kBlindDelete:
      return "blind-delete";
    case WritePattern::kReadModifyWrite:
      return "read-modify-write";
    case WritePattern::kConditional:
      return "conditional";
    case WritePattern::kUpdate:
      return "update";
    case WritePattern::kAtomicUpdate:
      break;
  }
  return "atomic-update";
}

}  // namespace lastwrite
