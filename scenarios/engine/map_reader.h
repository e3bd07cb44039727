// Reads the keys of one YAML map into variables and complains about the keys that nobody asked for.
//
//   Problems problems;
//   MapReader reader(node, "retry", problems);
//   reader.read("base", retry.base, parse_duration);
//   reader.finish();                                // "demo.yaml:9: unknown key 'cpa' in retry
//   (did you …)" if (problems.found()) return problems.failure();
//
// After a problem reading goes on with the defaults; the first problem is the one that is told.
// Threading: one thread. Invariant: finish() is called once, after the last read.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"
#include "scenarios/engine/yaml_tree.h"

namespace lastwrite {

/// Remembers the first problem of a load.
class Problems {
 public:
  void add(const std::string& where, const std::string& sentence) {
    if (!first_) first_ = Error{ErrorCode::kUsage, where + ": " + sentence};
  }
  bool found() const { return first_.has_value(); }
  /// Requires: found().
  Failure failure() const { return Failure(*first_); }

 private:
  std::optional<Error> first_;
};

/// "text", "a list", "a map" or "nothing", for messages.
std::string_view kind_name(YamlNode::Kind kind);

class MapReader {
 public:
  /// `what` names the map in messages. A node that is not a map is a problem (and reads as empty);
  /// an absent one (nullptr or null) simply reads as empty.
  MapReader(const YamlNode* node, std::string what, Problems& problems);

  /// The value of a key, or nullptr; the key counts as known from now on.
  const YamlNode* find(std::string_view key);
  /// The same; absence is a problem.
  const YamlNode* require(std::string_view key);

  /// The text of a plain value, or nullopt; a list or map there is a problem.
  std::optional<std::string> text(std::string_view key);

  /// Parses a plain value into `out`, which keeps its value where the key is absent.
  template <typename T, typename Parse>
  void read(std::string_view key, T& out, Parse parse) {
    const YamlNode* node = find(key);
    const std::optional<std::string> value = text(key);
    if (!value) return;
    auto parsed = parse(*value);
    if (parsed) {
      out = *std::move(parsed);
    } else {
      problems_.add(node->where, std::string(key) + ": " + parsed.error().message);
    }
  }

  /// Every key that was never looked up is a problem.
  void finish();

  /// "file:line" of the map.
  const std::string& where() const { return where_; }
  bool empty() const { return node_ == nullptr || node_->entries.empty(); }
  Problems& problems() { return problems_; }

 private:
  const YamlNode* node_ = nullptr;
  std::string what_;
  std::string where_;
  std::vector<std::string> known_;
  Problems& problems_;
};

}  // namespace lastwrite
