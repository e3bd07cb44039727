#include "tests/analysis/page/declared_types.h"

#include <cctype>
#include <stdexcept>

#include <fmt/format.h>

namespace lastwrite {
namespace {

// Names, texts with their quotes, and single signs; comments are left out.
std::vector<std::string> tokens_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    const auto word = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    if (text.compare(i, 2, "//") == 0) {
      i = std::min(text.find('\n', i), text.size());
    } else if (text.compare(i, 2, "/*") == 0) {
      i = text.find("*/", i) + 2;
    } else if (std::isspace(static_cast<unsigned char>(text[i]))) {
      ++i;
    } else {
      std::size_t end = i + 1;
      if (text[i] == '"') {
        end = text.find('"', i + 1) + 1;
      } else if (word(text[i])) {
        while (end < text.size() && word(text[end])) ++end;
      }
      out.push_back(text.substr(i, end - i));
      i = end;
    }
  }
  return out;
}

class TypeReader {
 public:
  explicit TypeReader(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  std::map<std::string, DeclaredType> interfaces() {
    std::map<std::string, DeclaredType> out;
    while (at_ < tokens_.size()) {
      if (next() != "interface") continue;
      const std::string name = next();
      out[name] = object();
    }
    return out;
  }

 private:
  std::string next() {
    if (at_ >= tokens_.size()) throw std::runtime_error("the declarations end early");
    return tokens_[at_++];
  }
  bool take(const std::string& token) {
    if (at_ >= tokens_.size() || tokens_[at_] != token) return false;
    ++at_;
    return true;
  }
  void expect(const std::string& token) {
    const std::string found = next();
    if (found != token)
      throw std::runtime_error(fmt::format("'{}' where '{}' should be", found, token));
  }

  DeclaredType object() {
    DeclaredType type{DeclaredType::Kind::kObject, "", {}, {}};
    expect("{");
    while (!take("}")) {
      const std::string name = next();
      expect(":");
      type.members[name] = any_of();
      if (!take(";")) take(",");
    }
    return type;
  }

  DeclaredType any_of() {
    DeclaredType type{DeclaredType::Kind::kUnion, "", {}, {}};
    do {
      type.of.push_back(with_brackets());
    } while (take("|"));
    return type.of.size() == 1 ? type.of.front() : type;
  }

  DeclaredType with_brackets() {
    DeclaredType type = primary();
    while (take("[")) {
      expect("]");
      DeclaredType list{DeclaredType::Kind::kList, "", {type}, {}};
      type = std::move(list);
    }
    return type;
  }

  DeclaredType primary() {
    if (take("(")) {
      DeclaredType type = any_of();
      expect(")");
      return type;
    }
    if (tokens_.at(at_) == "{") return object();
    const std::string name = next();
    if (name.front() == '"')
      return {DeclaredType::Kind::kText, name.substr(1, name.size() - 2), {}, {}};
    if (take("<")) {
      while (!take(">")) next();
    }
    return {DeclaredType::Kind::kName, name, {}, {}};
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
};

bool is_of(const boost::json::value& value, const std::string& name) {
  if (name == "string") return value.is_string();
  if (name == "number") return value.is_number();
  if (name == "boolean") return value.is_bool();
  if (name == "null") return value.is_null();
  if (name == "Record") return value.is_object();
  throw std::runtime_error("no type is known by the name " + name);
}

}  // namespace

DeclaredTypes::DeclaredTypes(const std::string& typescript)
    : interfaces_(TypeReader(tokens_of(typescript)).interfaces()) {}

std::vector<std::string> DeclaredTypes::problems(const boost::json::value& value,
                                                 const std::string& interface_name) const {
  std::vector<std::string> found;
  check(value, interfaces_.at(interface_name), interface_name, found);
  return found;
}

void DeclaredTypes::check(const boost::json::value& value, const DeclaredType& type,
                          const std::string& path, std::vector<std::string>& found) const {
  switch (type.kind) {
    case DeclaredType::Kind::kName:
      return check_name(value, type, path, found);
    case DeclaredType::Kind::kText:
      if (!value.is_string() || value.as_string() != type.name)
        found.push_back(fmt::format("{}: not \"{}\"", path, type.name));
      return;
    case DeclaredType::Kind::kList:
      if (!value.is_array()) return found.push_back(path + ": no list");
      for (const boost::json::value& one : value.as_array()) {
        check(one, type.of.front(), path + "[]", found);
      }
      return;
    case DeclaredType::Kind::kObject:
      return check_members(value, type, path, found);
    case DeclaredType::Kind::kUnion:
      return check_union(value, type, path, found);
  }
}

void DeclaredTypes::check_name(const boost::json::value& value, const DeclaredType& type,
                               const std::string& path, std::vector<std::string>& found) const {
  const auto declared = interfaces_.find(type.name);
  if (declared != interfaces_.end()) return check(value, declared->second, path, found);
  if (!is_of(value, type.name)) found.push_back(fmt::format("{}: no {}", path, type.name));
}

void DeclaredTypes::check_members(const boost::json::value& value, const DeclaredType& type,
                                  const std::string& path, std::vector<std::string>& found) const {
  if (!value.is_object()) return found.push_back(path + ": no object");
  for (const auto& [name, member] : type.members) {
    const boost::json::value* there = value.as_object().if_contains(name);
    if (there == nullptr) {
      found.push_back(fmt::format("{}.{}: missing", path, name));
    } else {
      check(*there, member, path + "." + name, found);
    }
  }
  for (const auto& member : value.as_object()) {
    if (!type.members.contains(std::string(member.key())))
      found.push_back(fmt::format("{}.{}: not declared", path, std::string(member.key())));
  }
}

void DeclaredTypes::check_union(const boost::json::value& value, const DeclaredType& type,
                                const std::string& path, std::vector<std::string>& found) const {
  std::vector<std::string> last;
  for (const DeclaredType& alternative : type.of) {
    std::vector<std::string> here;
    check(value, alternative, path, here);
    if (here.empty()) return;
    if (here.size() > last.size()) last = std::move(here);
  }
  found.insert(found.end(), last.begin(), last.end());
}

}  // namespace lastwrite
