#include "region/expression/placeholders.h"

namespace lastwrite {
namespace {

template <typename Given>
Result<void> check_used(const Given& given, const std::set<std::string, std::less<>>& used,
                        std::string_view what) {
  std::string unused;
  for (const auto& [name, meaning] : given) {
    if (used.count(name) == 0) unused += (unused.empty() ? "" : ", ") + name;
  }
  if (unused.empty()) return {};
  return fail(ErrorCode::kValidation, "Value provided in {} unused in expressions: keys: {{{}}}",
              what, unused);
}

}  // namespace

const std::string* Placeholders::name(std::string_view placeholder) {
  const auto found = names_.find(placeholder);
  if (found == names_.end()) return nullptr;
  used_.emplace(placeholder);
  return &found->second;
}

const AttributeValue* Placeholders::value(std::string_view placeholder) {
  const auto found = values_.find(placeholder);
  if (found == values_.end()) return nullptr;
  used_.emplace(placeholder);
  return &found->second;
}

Result<void> Placeholders::check_all_used() const {
  const auto names = check_used(names_, used_, "ExpressionAttributeNames");
  return names ? check_used(values_, used_, "ExpressionAttributeValues") : names;
}

}  // namespace lastwrite
