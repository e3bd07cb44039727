#include "region/expression/condition_names.h"

#include <algorithm>

namespace lastwrite {
namespace {

class Collector {
 public:
  explicit Collector(std::vector<std::string>& out) : out_(out) {}

  void operator()(const AttributeExists& node) const { add(node.path); }
  void operator()(const AttributeNotExists& node) const { add(node.path); }
  void operator()(const AttributeTypeIs& node) const { add(node.path); }
  void operator()(const BeginsWith& node) const { add_all({&node.value, &node.prefix}); }
  void operator()(const Contains& node) const { add_all({&node.container, &node.element}); }
  void operator()(const Comparison& node) const { add_all({&node.left, &node.right}); }
  void operator()(const Between& node) const { add_all({&node.value, &node.low, &node.high}); }
  void operator()(const In& node) const {
    add_all({&node.value});
    for (const Operand& choice : node.choices) add_all({&choice});
  }
  void operator()(const AllOf& node) const { descend(node.operands); }
  void operator()(const AnyOf& node) const { descend(node.operands); }
  void operator()(const Not& node) const { descend(node.operand); }

 private:
  void descend(const std::vector<Condition>& conditions) const {
    for (const Condition& one : conditions) std::visit(*this, one.node);
  }
  void add_all(std::initializer_list<const Operand*> operands) const {
    for (const Operand* operand : operands) {
      if (const auto* path = std::get_if<Path>(operand)) add(*path);
      if (const auto* size = std::get_if<SizeOf>(operand)) add(size->path);
    }
  }
  void add(const Path& path) const {
    if (std::find(out_.begin(), out_.end(), path.name()) == out_.end()) out_.push_back(path.name());
  }

  std::vector<std::string>& out_;
};

}  // namespace

std::vector<std::string> attribute_names(const Condition& condition) {
  std::vector<std::string> names;
  std::visit(Collector(names), condition.node);
  return names;
}

}  // namespace lastwrite
