// Folders that results go into.
//
//   Result<void> there = make_folder("runs/array");        // made, or there already
//   Result<std::string> folder = make_unique_folder("runs/demo", "20260102T030405Z-sweep");
//   *folder == "runs/demo/20260102T030405Z-sweep-2"        // the first was there already
//
// Errors: kUsage, one sentence, when nothing can be written there. Threading: makes folders.
#pragma once

#include <string>

#include "region/base/result.h"

namespace lastwrite {

/// Makes the folder and those above it, and checks that files can be made in it.
Result<void> make_folder(const std::string& path);

/// Makes the first of name, name-2, name-3 … that is not there yet, and `parent` if need be. Two
/// programs that ask at the same moment get two folders.
Result<std::string> make_unique_folder(const std::string& parent, const std::string& name);

}  // namespace lastwrite
