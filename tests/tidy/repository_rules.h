// What must not stand in the repository at all, or only once.
#pragma once

#include <string>

#include "tests/tidy/finding.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {

/// Folders of somebody's machine ("/root/…") and hosts of package registries. tests/tidy/ itself
/// may name them.
[[nodiscard]] Findings check_machine_paths(const SourceTree& tree);
/// A second list of packages: a file beside `list` that names three or more of its lib…-dev
/// packages.
[[nodiscard]] Findings check_package_list(const SourceTree& tree, const std::string& list);

}  // namespace lastwrite::tidy
