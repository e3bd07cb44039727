// Requests, answers and errors to the wire and back; and what no client should send.
#include "region/api/proto_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/region.pb.h"
#include "region/api/proto_condition.h"
#include "region/api/proto_update.h"
#include "region/value/proto_value.h"
#include "tests/support/property.h"
#include "tests/support/value_generators.h"

namespace lastwrite {
namespace {

// --- what it means to be the same --------------------------------------------------------------

// --- random requests ---------------------------------------------------------------------------

Path any_path() {
  Path path = attribute(*any_text());
  const auto steps = *rc::gen::inRange(0, 4);
  for (int i = 0; i < steps; ++i) {
    if (*rc::gen::arbitrary<bool>()) {
      path.elements.emplace_back(*any_text());
    } else {
      path.elements.emplace_back(*rc::gen::arbitrary<std::size_t>());
    }
  }
  return path;
}

Operand any_operand() {
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return any_path();
    case 1:
      return SizeOf{any_path()};
    default:
      return *any_value(1);
  }
}

Condition any_condition(int levels) {
  const auto some = [levels] {
    std::vector<Condition> operands;
    const auto count = *rc::gen::inRange(0, 3);
    for (int i = 0; i < count; ++i) operands.push_back(any_condition(levels - 1));
    return operands;
  };
  switch (*rc::gen::inRange(0, levels > 0 ? 11 : 8)) {
    case 0:
      return Condition::exists(any_path());
    case 1:
      return Condition::not_exists(any_path());
    case 2:
      return Condition::compare(any_operand(), static_cast<Comparator>(*rc::gen::inRange(0, 6)),
                                any_operand());
    case 3:
      return {AttributeTypeIs{any_path(), "SS"}};
    case 4:
      return {BeginsWith{any_operand(), any_operand()}};
    case 5:
      return {Contains{any_operand(), any_operand()}};
    case 6:
      return {Between{any_operand(), any_operand(), any_operand()}};
    case 7:
      return {In{any_operand(), {any_operand(), any_operand()}}};
    case 8:
      return {AllOf{some()}};
    case 9:
      return {AnyOf{some()}};
    default:
      return {lastwrite::Not{{any_condition(levels - 1)}}};
  }
}

std::optional<Condition> maybe_condition() {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return any_condition(3);
}

UpdateValue any_update_value(int levels) {
  switch (*rc::gen::inRange(0, levels > 0 ? 5 : 2)) {
    case 0:
      return *any_value(1);
    case 1:
      return any_path();
    case 2:
      return UpdateValue(IfNotExists{any_path(), {any_update_value(levels - 1)}});
    case 3:
      return UpdateValue(ListAppend{{any_update_value(levels - 1), any_update_value(levels - 1)}});
    default:
      return UpdateValue::difference(any_update_value(levels - 1), any_update_value(levels - 1));
  }
}

UpdateAction any_action() {
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return SetAction{any_path(), any_update_value(2)};
    case 1:
      return RemoveAction{any_path()};
    case 2:
      return DeleteAction{any_path(), *any_value(0)};
    default:
      return AddAction{any_path(), *any_value(0)};
  }
}

TableName any_table() {
  return TableName(*rc::gen::element<std::string>("Orders", "", "x y"));
}
OperationId any_operation() {
  return OperationId{*rc::gen::arbitrary<std::uint64_t>()};
}

// Through bytes, as on the wire.
template <typename Message, typename Input>
Result<Input> sent_and_received(const Input& input) {
  Message sent;
  to_proto(input, &sent);
  Message received;
  RC_ASSERT(received.ParseFromString(sent.SerializeAsString()));
  return from_proto(received);
}

TEST(ProtoRequest, EveryPutComesBackAsItWas) {
  expect_property([] {
    const PutItemInput input{any_table(), *any_item(2), maybe_condition(), any_operation()};
    const auto back = sent_and_received<v1::PutItemRequest>(input);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->table == input.table && back->item == input.item &&
              back->operation == input.operation);
    RC_ASSERT(back->condition == input.condition);
  });
}

TEST(ProtoRequest, EveryUpdateComesBackAsItWas) {
  expect_property([] {
    UpdateItemInput input{any_table(), *any_item(0), {}, maybe_condition(), any_operation()};
    const auto actions = *rc::gen::inRange(0, 4);
    for (int i = 0; i < actions; ++i) input.update.actions.push_back(any_action());
    const auto back = sent_and_received<v1::UpdateItemRequest>(input);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->table == input.table && back->key == input.key &&
              back->operation == input.operation);
    RC_ASSERT(back->condition == input.condition);
    RC_ASSERT(back->update == input.update);
  });
}

TEST(ProtoRequest, EveryDeleteAndGetComesBackAsItWas) {
  expect_property([] {
    const DeleteItemInput remove{any_table(), *any_item(0), maybe_condition(), any_operation()};
    const auto removed = sent_and_received<v1::DeleteItemRequest>(remove);
    RC_ASSERT(removed.has_value());
    RC_ASSERT(removed->table == remove.table && removed->key == remove.key &&
              removed->operation == remove.operation);
    RC_ASSERT(removed->condition == remove.condition);
    const GetItemInput get{any_table(), *any_item(0)};
    const auto got = sent_and_received<v1::GetItemRequest>(get);
    RC_ASSERT(got.has_value());
    RC_ASSERT(got->table == get.table && got->key == get.key);
  });
}

TEST(ProtoRequest, EveryAnswerComesBackAsItWas) {
  expect_property([] {
    const Stamp stamp{WallTime{*rc::gen::arbitrary<std::int64_t>()},
                      *rc::gen::arbitrary<std::uint32_t>(), RegionName("eu-west-1")};
    const auto item = *rc::gen::arbitrary<bool>() ? std::optional(*any_item(1)) : std::nullopt;
    const auto written = sent_and_received<v1::WriteResponse>(WriteOutput{stamp, item});
    RC_ASSERT(written.has_value());
    RC_ASSERT(written->version == stamp && written->new_item == item);
    const auto version = *rc::gen::arbitrary<bool>() ? std::optional(stamp) : std::nullopt;
    const auto got = sent_and_received<v1::GetItemResponse>(GetItemOutput{item, version});
    RC_ASSERT(got.has_value());
    RC_ASSERT(got->item == item && got->version == version);
  });
}

TEST(ProtoRequest, ATableDefinitionComesBackAsItWas) {
  for (const KeySchema& schema :
       {KeySchema{{"id", KeyType::kString}, {}},
        KeySchema{{"id", KeyType::kBinary}, KeyAttribute{"at", KeyType::kNumber}}}) {
    v1::CreateTableRequest request;
    to_proto(CreateTableInput{TableName("Orders"), schema}, &request);
    const auto back = from_proto(request);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->table, TableName("Orders"));
    EXPECT_EQ(back->key_schema, schema);
  }
}

// --- what no client should send ----------------------------------------------------------------

template <typename T>
void expect_validation(const Result<T>& result, const std::string& text) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kValidation);
  EXPECT_THAT(result.error().message, testing::HasSubstr(text));
}

v1::Condition nested(int depth) {
  v1::Condition condition;
  condition.mutable_attribute_exists()->add_elements()->set_name("a");
  for (int i = 0; i < depth; ++i) {
    v1::Condition outer;
    switch (i % 3) {
      case 0:
        *outer.mutable_negated() = condition;
        break;
      case 1:
        *outer.mutable_all_of()->add_operands() = condition;
        break;
      default:
        *outer.mutable_any_of()->add_operands() = condition;
    }
    condition = outer;
  }
  return condition;
}

TEST(ProtoExpression, AConditionNestedTooDeepIsRefused) {
  EXPECT_TRUE(condition_from_proto(nested(kConditionDepthMax)));
  expect_validation(condition_from_proto(nested(kConditionDepthMax + 1)),
                    "nested more than 64 levels deep");
}

TEST(ProtoExpression, AnEmptyConditionIsRefusedWhereverItStands) {
  expect_validation(condition_from_proto(v1::Condition()), "The condition is empty");
  v1::Condition condition;
  condition.mutable_all_of()->add_operands();
  expect_validation(condition_from_proto(condition), "The condition is empty");
  condition.mutable_negated();
  expect_validation(condition_from_proto(condition), "The condition is empty");
}

TEST(ProtoExpression, AnUnknownComparatorIsRefused) {
  for (const char* comparator : {"", "==", "!=", "LIKE"}) {
    v1::Condition condition;
    condition.mutable_comparison()->mutable_left()->mutable_path()->add_elements()->set_name("a");
    condition.mutable_comparison()->mutable_right()->mutable_value()->set_s("x");
    condition.mutable_comparison()->set_comparator(comparator);
    expect_validation(condition_from_proto(condition),
                      std::string("Invalid comparator: ") + comparator);
  }
}

TEST(ProtoExpression, AComparisonWithoutAValueIsRefused) {
  v1::Condition condition;
  condition.mutable_comparison()->mutable_left()->mutable_path()->add_elements()->set_name("a");
  condition.mutable_comparison()->set_comparator("=");
  expect_validation(condition_from_proto(condition), "must begin with an attribute name");
  condition.mutable_comparison()->mutable_right()->mutable_value();
  expect_validation(condition_from_proto(condition), "AttributeValue is empty");
}

TEST(ProtoExpression, APathMustBeginWithAName) {
  v1::Condition condition;
  condition.mutable_attribute_exists();
  expect_validation(condition_from_proto(condition), "must begin with an attribute name");
  condition.mutable_attribute_exists()->add_elements()->set_index(0);
  expect_validation(condition_from_proto(condition), "must begin with an attribute name");
}

TEST(ProtoExpression, APathElementMustBeANameOrAnIndex) {
  v1::Condition condition;
  condition.mutable_attribute_exists()->add_elements()->set_name("a");
  condition.mutable_attribute_exists()->add_elements();
  expect_validation(condition_from_proto(condition), "neither a name nor an index");
}

TEST(ProtoExpression, AnUnknownVerbIsRefused) {
  for (const char* verb : {"", "set", "delete"}) {
    v1::UpdateAction action;
    action.set_verb(verb);
    action.mutable_path()->add_elements()->set_name("a");
    action.mutable_value()->set_s("x");
    expect_validation(action_from_proto(action), std::string("Invalid update verb: ") + verb);
  }
}

TEST(ProtoExpression, AnActionNeedsItsPathAndItsValue) {
  v1::UpdateAction action;
  action.set_verb("SET");
  expect_validation(action_from_proto(action), "must begin with an attribute name");
  action.mutable_path()->add_elements()->set_name("a");
  expect_validation(action_from_proto(action), "AttributeValue is empty");
  action.set_verb("REMOVE");
  EXPECT_TRUE(action_from_proto(action)) << "REMOVE takes no value";
}

TEST(ProtoRequest, ADamagedItemIsTheClientsMistake) {
  v1::PutItemRequest put;
  put.mutable_item()->add_attributes()->set_name("a");
  expect_validation(from_proto(put), "AttributeValue is empty");
  v1::GetItemRequest get;
  get.mutable_key()->add_attributes()->mutable_value()->set_n("12x");
  expect_validation(from_proto(get), "cannot be converted to a numeric value");
  v1::CreateTableRequest create;
  expect_validation(from_proto(create), "A key attribute's name");
}

TEST(ProtoRequest, ADamagedAnswerIsAnError) {
  EXPECT_EQ(from_proto(v1::WriteResponse()).error().code, ErrorCode::kCorrupt) << "no version";
  v1::GetItemResponse got;
  got.mutable_version()->set_region("No Region");
  EXPECT_EQ(from_proto(got).error().code, ErrorCode::kCorrupt);
}

// --- errors ------------------------------------------------------------------------------------

TEST(ProtoRequest, ErrorsGoByTheirAwsNames) {
  for (const ErrorCode code :
       {ErrorCode::kValidation, ErrorCode::kConditionalCheckFailed, ErrorCode::kResourceNotFound,
        ErrorCode::kResourceInUse, ErrorCode::kThrottling, ErrorCode::kInternal,
        ErrorCode::kUnavailable}) {
    v1::WriteResponse response;
    to_proto(Error{code, "why"}, response.mutable_error());
    EXPECT_EQ(response.error().name(), traits(code).wire_name);
    const auto back = from_proto(response);
    ASSERT_FALSE(back);
    const Error expected{code, "why"};
    EXPECT_EQ(back.error(), expected);
  }
}

TEST(ProtoRequest, AnErrorWithoutAnAwsNameIsAnInternalServerError) {
  for (const ErrorCode code : {ErrorCode::kTimeout, ErrorCode::kCorrupt, ErrorCode::kIo}) {
    v1::ServiceError out;
    to_proto(Error{code, "why"}, &out);
    EXPECT_EQ(out.name(), "InternalServerError");
  }
  v1::ServiceError strange;
  strange.set_name("SomethingNewException");
  EXPECT_EQ(from_proto(strange).code, ErrorCode::kInternal) << "nothing may be concluded from it";
}

}  // namespace
}  // namespace lastwrite
