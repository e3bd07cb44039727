// Random numbers, values and items for properties. Threading: pure functions.
#pragma once

#include <algorithm>

#include <rapidcheck.h>

#include "region/value/attribute_value.h"

namespace lastwrite {

/// Up to 38 digits, exponents over most of the range.
rc::Gen<Number> any_number();
/// Text over few letters, some of more than one byte.
rc::Gen<String> any_text();
/// Bytes over few values, zero and 255 among them.
rc::Gen<String> any_bytes();
/// Any type, lists and maps up to `levels` deep.
rc::Gen<AttributeValue> any_value(int levels);
rc::Gen<Item> any_item(int levels = 3);

namespace generators {

template <typename T>
rc::Gen<AttributeValue> as_value(rc::Gen<T> gen) {
  return rc::gen::map(std::move(gen), [](T value) { return AttributeValue(std::move(value)); });
}

/// Few elements, so that nested values stay small.
template <typename Container, typename Element>
rc::Gen<Container> some_of(rc::Gen<Element> element) {
  return rc::gen::map(rc::gen::resize(4, rc::gen::container<std::vector<Element>>(element)),
                      [](const std::vector<Element>& elements) {
                        return Container(elements.begin(), elements.end());
                      });
}

template <typename Element>
rc::Gen<std::set<Element>> any_set(const rc::Gen<Element>& element) {
  return rc::gen::map(rc::gen::pair(element, some_of<std::set<Element>>(element)), [](auto pair) {
    pair.second.insert(std::move(pair.first));
    return pair.second;
  });
}

}  // namespace generators

inline rc::Gen<Number> any_number() {
  const auto digits =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("00123456789")));
  return rc::gen::map(
      rc::gen::tuple(rc::gen::arbitrary<bool>(), digits, rc::gen::inRange(-130, 80)),
      [](const auto& parts) {
        const auto& [negative, text, exponent] = parts;
        const std::string coefficient = "0" + text.substr(0, 38);
        return Number::parse((negative ? "-" : "") + coefficient + "e" + std::to_string(exponent))
            .value();
      });
}

inline rc::Gen<String> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::element<std::string>("a", "b", "/", "\\", "é", "日")),
                      [](const std::vector<std::string>& letters) {
                        std::string text;
                        for (const std::string& letter : letters) text += letter;
                        return text;
                      });
}

inline rc::Gen<String> any_bytes() {
  return rc::gen::container<std::string>(rc::gen::element('\x00', '\x01', 'a', '\xfe', '\xff'));
}

inline rc::Gen<AttributeValue> any_value(int levels) {
  const auto binary = rc::gen::map(any_bytes(), [](std::string bytes) { return Binary{bytes}; });
  std::vector<rc::Gen<AttributeValue>> kinds = {
      generators::as_value(any_text()),
      generators::as_value(any_number()),
      generators::as_value(binary),
      generators::as_value(rc::gen::arbitrary<bool>()),
      generators::as_value(rc::gen::just(Null{})),
      generators::as_value(generators::any_set(any_text())),
      generators::as_value(generators::any_set(any_number())),
      generators::as_value(generators::any_set(binary))};
  if (levels > 0) {
    kinds.push_back(generators::as_value(generators::some_of<List>(any_value(levels - 1))));
    kinds.push_back(generators::as_value(any_item(levels - 1)));
  }
  return rc::gen::join(rc::gen::elementOf(std::move(kinds)));
}

inline rc::Gen<Item> any_item(int levels) {
  const auto name = rc::gen::map(any_text(), [](const String& rest) { return "a" + rest; });
  return generators::some_of<Item>(rc::gen::pair(name, any_value(levels)));
}

}  // namespace lastwrite
