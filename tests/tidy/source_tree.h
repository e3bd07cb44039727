// The project's files in memory: what every tidy check works on, so that its own tests can plant a
// bad file.
//
// A path is relative to the project's root, with '/': "region/base/time.h". Not held: what
// .gitignore names, .git, and files that are not text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lastwrite::tidy {

using SourceTree = std::map<std::string, std::string>;

/// Reads all of the tree below `root`. Aborts the test when `root` is no folder or a file cannot be
/// read.
[[nodiscard]] SourceTree load_source_tree(const std::string& root);

/// The lines of a text, without their ends.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);
/// The words of a line, separated by blanks.
[[nodiscard]] std::vector<std::string> words_of(std::string_view line);
/// Removes what follows the first '#' and the blanks around the rest.
[[nodiscard]] std::string_view without_remark(std::string_view line);

/// "region/base/time.h" → "region/base"; "" at the top.
[[nodiscard]] std::string folder_of(std::string_view path);
/// "region/base/time.h" → "time".
[[nodiscard]] std::string stem_of(std::string_view path);
[[nodiscard]] bool is_cpp(std::string_view path);

/// Whether `path` matches `pattern`: '*' stands for any run of characters but '/', "**" for any run
/// at all. "region/**.cc" matches "region/base/ids.cc"; "region/*.cc" does not.
[[nodiscard]] bool matches(std::string_view path, std::string_view pattern);

}  // namespace lastwrite::tidy
