#include "region/observer/changed_attributes.h"

namespace lastwrite {
namespace {

bool in_key(const KeySchema& schema, const std::string& attribute) {
  return attribute == schema.partition.name || (schema.sort && attribute == schema.sort->name);
}

}  // namespace

std::vector<std::string> changed_attributes(const AcceptEvent& event) {
  std::vector<std::string> changed;
  if (event.key_schema == nullptr) return changed;
  static const Item kNothing;
  const Item& before = event.found != nullptr ? *event.found : kNothing;
  const Item& after = event.record.item ? *event.record.item : kNothing;
  const auto note = [&](const std::string& name) {
    if (!in_key(*event.key_schema, name)) changed.push_back(name);
  };
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (now == after.end() || (old != before.end() && old->first < now->first)) {
      note((old++)->first);
    } else if (old == before.end() || now->first < old->first) {
      note((now++)->first);
    } else {
      if (!(old->second == now->second)) note(now->first);
      ++old;
      ++now;
    }
  }
  return changed;
}

}  // namespace lastwrite
