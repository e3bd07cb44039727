#include "tests/tidy/exceptions.h"

namespace lastwrite::tidy {

std::map<std::string, Exception> read_exceptions(const SourceTree& tree, const std::string& path,
                                                 std::size_t words, Findings& findings) {
  std::map<std::string, Exception> exceptions;
  const auto table = tree.find(path);
  if (table == tree.end()) return exceptions;
  int number = 0;
  for (const std::string_view line : lines_of(table->second)) {
    ++number;
    std::vector<std::string> all = words_of(without_remark(line));
    if (all.empty()) continue;
    const std::string file = all.front();
    all.erase(all.begin());
    if (all.size() < words) findings.push_back({path, number, "gives no reason for " + file});
    if (!tree.contains(file)) findings.push_back({path, number, "there is no " + file});
    exceptions[file] = {number, std::move(all)};
  }
  return exceptions;
}

}  // namespace lastwrite::tidy
