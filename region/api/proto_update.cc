#include "region/api/proto_update.h"

#include "proto/region.pb.h"
#include "region/api/proto_path.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

// --- from the wire -------------------------------------------------------------------------------

Result<UpdateValue> value_from_proto(const v1::UpdateValue& in, int depth);

Result<UpdateValue> function_from_proto(const v1::UpdateFunction& in, int depth) {
  std::vector<UpdateValue> arguments;
  for (const v1::UpdateValue& one : in.arguments()) {
    Result<UpdateValue> argument = value_from_proto(one, depth + 1);
    if (!argument) return argument;
    arguments.push_back(*std::move(argument));
  }
  if (arguments.size() != 2)
    return fail(ErrorCode::kValidation, "{} of {} operands", in.name(), arguments.size());
  if (in.name() == "list_append") return UpdateValue(ListAppend{std::move(arguments)});
  if (in.name() == "+" || in.name() == "-")
    return UpdateValue(Arithmetic{in.name() == "-", std::move(arguments)});
  const auto* path = std::get_if<Path>(&arguments[0].node);
  if (in.name() != "if_not_exists" || path == nullptr)
    return fail(ErrorCode::kValidation, "Invalid function of an update: {}", in.name());
  IfNotExists node{*path, {}};
  node.fallback.push_back(std::move(arguments[1]));
  return UpdateValue(std::move(node));
}

Result<UpdateValue> value_from_proto(const v1::UpdateValue& in, int depth) {
  if (depth > kUpdateDepthMax) {
    return fail(ErrorCode::kValidation, "The update is nested more than {} levels deep",
                kUpdateDepthMax);
  }
  if (in.has_function()) return function_from_proto(in.function(), depth);
  if (in.has_path()) {
    Result<Path> path = path_from_proto(in.path());
    if (!path) return propagate(path);
    return UpdateValue(*std::move(path));
  }
  Result<AttributeValue> value = attribute_value_from_proto(in.literal());
  if (!value) return propagate(value);
  return UpdateValue(*std::move(value));
}

// --- to the wire ---------------------------------------------------------------------------------

void put_update(const UpdateValue& value, v1::UpdateValue* out);

struct ValueToProto {
  v1::UpdateValue* out;

  void operator()(const AttributeValue& value) const { to_proto(value, out->mutable_literal()); }
  void operator()(const Path& path) const { to_proto(path, out->mutable_path()); }
  void operator()(const IfNotExists& node) const {
    v1::UpdateFunction* function = named("if_not_exists");
    to_proto(node.path, function->add_arguments()->mutable_path());
    put_update(node.fallback.front(), function->add_arguments());
  }
  void operator()(const ListAppend& node) const { put_all(node.lists, named("list_append")); }
  void operator()(const Arithmetic& node) const {
    put_all(node.numbers, named(node.subtract ? "-" : "+"));
  }

  v1::UpdateFunction* named(const char* name) const {
    out->mutable_function()->set_name(name);
    return out->mutable_function();
  }
  static void put_all(const std::vector<UpdateValue>& values, v1::UpdateFunction* function) {
    for (const UpdateValue& value : values) put_update(value, function->add_arguments());
  }
};

void put_update(const UpdateValue& value, v1::UpdateValue* out) {
  std::visit(ValueToProto{out}, value.node);
}

struct ActionToProto {
  v1::UpdateAction* out;

  void operator()(const SetAction& action) const {
    if (const auto* literal = std::get_if<AttributeValue>(&action.value.node)) {
      write("SET", action.path, literal);
    } else {
      write("SET", action.path, nullptr);
      put_update(action.value, out->mutable_computed());
    }
  }
  void operator()(const RemoveAction& action) const { write("REMOVE", action.path, nullptr); }
  void operator()(const AddAction& action) const { write("ADD", action.path, &action.value); }
  void operator()(const DeleteAction& action) const {
    write("DELETE", action.path, &action.elements);
  }

  void write(const char* verb, const Path& path, const AttributeValue* value) const {
    out->set_verb(verb);
    to_proto(path, out->mutable_path());
    if (value) to_proto(*value, out->mutable_value());
  }
};

}  // namespace

Result<UpdateAction> action_from_proto(const v1::UpdateAction& in) {
  Result<Path> path = path_from_proto(in.path());
  if (!path) return propagate(path);
  if (in.verb() == "REMOVE") return UpdateAction(RemoveAction{std::move(*path)});
  if (in.verb() == "SET" && in.has_computed()) {
    Result<UpdateValue> computed = value_from_proto(in.computed(), 0);
    if (!computed) return propagate(computed);
    return UpdateAction(SetAction{std::move(*path), *std::move(computed)});
  }
  Result<AttributeValue> value = attribute_value_from_proto(in.value());
  if (!value) return propagate(value);
  if (in.verb() == "SET") return UpdateAction(SetAction{std::move(*path), std::move(*value)});
  if (in.verb() == "ADD") return UpdateAction(AddAction{std::move(*path), std::move(*value)});
  if (in.verb() == "DELETE") return UpdateAction(DeleteAction{std::move(*path), std::move(*value)});
  return fail(ErrorCode::kValidation, "Invalid update verb: {}", in.verb());
}

void to_proto(const UpdateAction& action, v1::UpdateAction* out) {
  std::visit(ActionToProto{out}, action);
}

}  // namespace lastwrite
