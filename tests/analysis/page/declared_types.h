// Types as a file of TypeScript declares them, to hold JSON to: reads the interfaces of
// analysis/web/src/report/data.ts, and no other TypeScript.
//
//   DeclaredTypes types(text_of_data_ts);
//   types.problems(json, "ReportData")      // {"run.seed: no number", "heat: not declared"}
//
// Every declared member must be there, and no other. Threading: immutable.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace lastwrite {

struct DeclaredType {
  enum class Kind { kName, kText, kList, kObject, kUnion };

  Kind kind = Kind::kName;
  std::string name;                             // of kName: "string", "Diagram"; the text of kText
  std::vector<DeclaredType> of;                 // of kList: one; of kUnion: the alternatives
  std::map<std::string, DeclaredType> members;  // of kObject
};

class DeclaredTypes {
 public:
  /// Throws std::runtime_error on what it does not understand.
  explicit DeclaredTypes(const std::string& typescript);

  std::vector<std::string> problems(const boost::json::value& value,
                                    const std::string& interface_name) const;
  std::size_t interfaces() const { return interfaces_.size(); }

 private:
  void check(const boost::json::value& value, const DeclaredType& type, const std::string& path,
             std::vector<std::string>& found) const;
  void check_name(const boost::json::value& value, const DeclaredType& type,
                  const std::string& path, std::vector<std::string>& found) const;
  void check_members(const boost::json::value& value, const DeclaredType& type,
                     const std::string& path, std::vector<std::string>& found) const;
  void check_union(const boost::json::value& value, const DeclaredType& type,
                   const std::string& path, std::vector<std::string>& found) const;

  std::map<std::string, DeclaredType> interfaces_;
};

}  // namespace lastwrite
