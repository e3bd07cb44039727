#include "analysis/ledger/lineage.h"

#include <utility>

namespace lastwrite {
namespace {

// The driver knows what it computed from. What a region computed by itself (ADD), or checked for a
// client that named no base, was computed from what the region held.
std::uint32_t base_of(const History& history, const Version& version) {
  if (version.accepted && version.atomic) return version.previous;
  if (version.operation != kAbsent && history.operations[version.operation].derived) {
    return history.operations[version.operation].base;
  }
  return version.accepted && version.conditional ? version.previous : kAbsent;
}

bool derived_of(const History& history, const Version& version) {
  if (version.accepted && (version.atomic || version.conditional)) return true;
  return version.operation != kAbsent && history.operations[version.operation].derived;
}

}  // namespace

Lineage::Lineage(const History& history) {
  const std::size_t count = history.versions.size();
  base_.reserve(count);
  derived_.reserve(count);
  std::vector<std::vector<std::uint32_t>> children(count);
  for (std::uint32_t v = 0; v < count; ++v) {
    base_.push_back(base_of(history, history.versions[v]));
    derived_.push_back(derived_of(history, history.versions[v]));
    if (base_[v] != kAbsent) children[base_[v]].push_back(v);
  }
  number(children);
}

void Lineage::number(const std::vector<std::vector<std::uint32_t>>& children) {
  enter_.assign(base_.size(), 0);
  leave_.assign(base_.size(), 0);
  std::uint32_t clock = 0;
  std::vector<std::pair<std::uint32_t, std::size_t>> stack;  // a version, its next child
  for (std::uint32_t root = 0; root < base_.size(); ++root) {
    if (base_[root] != kAbsent) continue;
    enter_[root] = ++clock;
    stack.emplace_back(root, 0);
    while (!stack.empty()) {
      auto& [version, next] = stack.back();
      if (next < children[version].size()) {
        const std::uint32_t child = children[version][next++];
        enter_[child] = ++clock;
        stack.emplace_back(child, 0);
      } else {
        leave_[version] = ++clock;
        stack.pop_back();
      }
    }
  }
}

}  // namespace lastwrite
