#include "region/value/key_schema.h"

namespace lastwrite {
namespace {

std::string hex(std::string_view bytes) {
  std::string text = "0x";
  for (char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

std::string plain_text(const AttributeValue& value) {
  if (const auto* text = value.get_if<String>()) return *text;
  if (const auto* number = value.get_if<Number>()) return number->to_text();
  return hex(value.get_if<Binary>()->bytes);
}

/// Escapes what would make "a/b" + "c" and "a" + "b/c" one text.
std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '/' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string key_text(const KeySchema& schema, const ItemKey& key) {
  const auto attributes = schema.attributes_of(key);
  if (!attributes) return "?" + hex(key.bytes);
  const std::string partition = plain_text(attributes->at(schema.partition.name));
  if (!schema.sort) return partition;
  return escaped(partition) + "/" + plain_text(attributes->at(schema.sort->name));
}

}  // namespace lastwrite
