#include "proto/value.pb.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

/// Writes one value of each type into its field of the message.
class ValueWriter {
 public:
  explicit ValueWriter(v1::AttributeValue* out) : out_(out) {}

  void operator()(const String& text) { out_->set_s(text); }
  void operator()(const Number& number) { out_->set_n(number.to_text()); }
  void operator()(const Binary& binary) { out_->set_b(binary.bytes); }
  void operator()(bool value) { out_->set_boolean(value); }
  void operator()(const Null&) { out_->mutable_null(); }
  void operator()(const StringSet& set) {
    auto* values = out_->mutable_ss();
    for (const String& element : set) values->add_values(element);
  }
  void operator()(const NumberSet& set) {
    auto* values = out_->mutable_ns();
    for (const Number& element : set) values->add_values(element.to_text());
  }
  void operator()(const BinarySet& set) {
    auto* values = out_->mutable_bs();
    for (const Binary& element : set) values->add_values(element.bytes);
  }
  void operator()(const List& list) {
    auto* values = out_->mutable_l();
    for (const AttributeValue& element : list) to_proto(element, values->add_values());
  }
  void operator()(const Map& map) { to_proto(map, out_->mutable_m()); }

 private:
  v1::AttributeValue* out_;
};

void write(const KeyAttribute& attribute, v1::KeyAttribute* out) {
  out->set_name(attribute.name);
  out->set_type(attribute.type == KeyType::kString   ? "S"
                : attribute.type == KeyType::kNumber ? "N"
                                                     : "B");
}

}  // namespace

void to_proto(const AttributeValue& value, v1::AttributeValue* out) {
  std::visit(ValueWriter(out), value.variant());
}

void to_proto(const Item& item, v1::Item* out) {
  out->mutable_attributes()->Reserve(static_cast<int>(item.size()));
  for (const auto& [name, value] : item) {
    auto* attribute = out->add_attributes();
    attribute->set_name(name);
    to_proto(value, attribute->mutable_value());
  }
}

void to_proto(const KeySchema& schema, v1::KeySchema* out) {
  write(schema.partition, out->mutable_partition());
  if (schema.sort) write(*schema.sort, out->mutable_sort());
}

}  // namespace lastwrite
