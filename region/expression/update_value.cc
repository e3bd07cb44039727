#include "region/expression/update_value.h"

#include "region/base/check.h"

namespace lastwrite {
namespace {

Failure wrong_operand_type() {
  return fail(ErrorCode::kValidation,
              "An operand in the update expression has an incorrect data type");
}

struct Resolver {
  const Item& item;

  Result<AttributeValue> operator()(const AttributeValue& value) const { return value; }

  Result<AttributeValue> operator()(const Path& path) const {
    if (const AttributeValue* stored = find(item, path)) return *stored;
    return fail(ErrorCode::kValidation,
                "The provided expression refers to an attribute that does not exist in the item");
  }

  Result<AttributeValue> operator()(const IfNotExists& node) const {
    LW_CHECK(node.fallback.size() == 1, "{} fallbacks", node.fallback.size());
    if (const AttributeValue* stored = find(item, node.path)) return *stored;
    return resolve(node.fallback.front(), item);
  }

  Result<AttributeValue> operator()(const ListAppend& node) const {
    LW_CHECK(node.lists.size() == 2, "list_append of {}", node.lists.size());
    auto front = resolve(node.lists[0], item);
    if (!front) return front;
    const auto back = resolve(node.lists[1], item);
    if (!back) return back;
    List* list = front->get_if<List>();
    const List* more = back->get_if<List>();
    if (list == nullptr || more == nullptr) return wrong_operand_type();
    list->insert(list->end(), more->begin(), more->end());
    return front;
  }

  Result<AttributeValue> operator()(const Arithmetic& node) const {
    LW_CHECK(node.numbers.size() == 2, "arithmetic of {}", node.numbers.size());
    const auto left = resolve(node.numbers[0], item);
    if (!left) return left;
    const auto right = resolve(node.numbers[1], item);
    if (!right) return right;
    const Number* a = left->get_if<Number>();
    const Number* b = right->get_if<Number>();
    if (a == nullptr || b == nullptr) return wrong_operand_type();
    const Result<Number> result = node.subtract ? subtract(*a, *b) : add(*a, *b);
    if (!result) return propagate(result);
    return AttributeValue(*result);
  }
};

struct PathCollector {
  std::vector<Path>& out;

  void operator()(const AttributeValue&) const {}
  void operator()(const Path& path) const { out.push_back(path); }
  void operator()(const IfNotExists& node) const {
    out.push_back(node.path);
    all(node.fallback);
  }
  void operator()(const ListAppend& node) const { all(node.lists); }
  void operator()(const Arithmetic& node) const { all(node.numbers); }
  void all(const std::vector<UpdateValue>& values) const {
    for (const UpdateValue& value : values) std::visit(*this, value.node);
  }
};

UpdateValue arithmetic(bool subtract, UpdateValue a, UpdateValue b) {
  Arithmetic node{.subtract = subtract, .numbers = {}};
  node.numbers.push_back(std::move(a));
  node.numbers.push_back(std::move(b));
  return UpdateValue(std::move(node));
}

}  // namespace

UpdateValue UpdateValue::sum(UpdateValue a, UpdateValue b) {
  return arithmetic(false, std::move(a), std::move(b));
}

UpdateValue UpdateValue::difference(UpdateValue a, UpdateValue b) {
  return arithmetic(true, std::move(a), std::move(b));
}

std::vector<Path> UpdateValue::paths() const {
  std::vector<Path> out;
  std::visit(PathCollector{out}, node);
  return out;
}

Result<AttributeValue> resolve(const UpdateValue& value, const Item& item) {
  return std::visit(Resolver{item}, value.node);
}

}  // namespace lastwrite
