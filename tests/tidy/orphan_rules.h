// Things that nothing uses.
#pragma once

#include <string>

#include "tests/tidy/finding.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {

/// Sources (but mains) without a test that includes their header or bears their stem:
/// region/base/ids.cc is covered by an #include "region/base/ids.h" below tests/, or by a
/// tests/**/ids*_test.cc. `exceptions` is the path of a table in the tree: "path reason" each.
[[nodiscard]] Findings check_untested(const SourceTree& tree, const std::string& exceptions);
/// Messages that no source includes, neither themselves nor through a .proto that imports them.
[[nodiscard]] Findings check_protos(const SourceTree& tree);

}  // namespace lastwrite::tidy
