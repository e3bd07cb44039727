#include "tests/tidy/graph.h"

#include <algorithm>

namespace lastwrite::tidy {
namespace {

class Walk {
 public:
  explicit Walk(const Graph& graph) : graph_(graph) {}

  std::vector<std::string> run() {
    for (const auto& [name, unused] : graph_) visit(name);
    return std::move(found_);
  }

 private:
  void visit(const std::string& name) {
    const auto on_path = std::find(path_.begin(), path_.end(), name);
    if (on_path != path_.end()) {
      report(on_path);
      return;
    }
    if (!done_.insert(name).second) return;
    const auto edges = graph_.find(name);
    if (edges == graph_.end()) return;
    path_.push_back(name);
    for (const std::string& next : edges->second) visit(next);
    path_.pop_back();
  }

  void report(std::vector<std::string>::const_iterator from) {
    std::string text;
    for (auto it = from; it != path_.end(); ++it) text += *it + " → ";
    found_.push_back(text + *from);
  }

  const Graph& graph_;
  std::set<std::string> done_;
  std::vector<std::string> path_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> cycles(const Graph& graph) {
  return Walk(graph).run();
}

}  // namespace lastwrite::tidy
