#include "analysis/ledger/fate.h"

namespace lastwrite {

std::string_view fate_text(Fate fate) {
  static constexpr std::array<std::string_view, kFateCount> kTexts = {
      "winner",        "included",      "superseded_informed", "superseded_sequential",
      "lost_local",    "lost_inverted", "lost_concurrent",     "lost_orphaned",
      "lost_stranded", "unresolved",    "recovered",           "no_effect",
      "unexpected"};
  return kTexts[static_cast<std::size_t>(fate)];
}

}  // namespace lastwrite
