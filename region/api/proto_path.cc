#include "region/api/proto_path.h"

#include "proto/region.pb.h"

namespace lastwrite {

Result<Path> path_from_proto(const v1::Path& in) {
  Path path;
  for (const v1::PathElement& element : in.elements()) {
    if (element.has_name()) {
      path.elements.emplace_back(element.name());
    } else if (element.has_index()) {
      path.elements.emplace_back(static_cast<std::size_t>(element.index()));
    } else {
      return fail(ErrorCode::kValidation,
                  "A document path has an element that is neither a name nor an index");
    }
  }
  if (path.elements.empty() || !std::holds_alternative<std::string>(path.elements.front())) {
    return fail(ErrorCode::kValidation, "A document path must begin with an attribute name");
  }
  return path;
}

void to_proto(const Path& path, v1::Path* out) {
  for (const PathElement& element : path.elements) {
    if (const auto* name = std::get_if<std::string>(&element)) {
      out->add_elements()->set_name(*name);
    } else {
      out->add_elements()->set_index(std::get<std::size_t>(element));
    }
  }
}

}  // namespace lastwrite
