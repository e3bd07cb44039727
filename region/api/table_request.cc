#include "region/api/table_request.h"

#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"
#include "region/api/key_request.h"
#include "region/api/tags_request.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kInvalidTable = "One or more parameter values were invalid: ";
constexpr std::int64_t kUnitsMax = 1'000'000'000;
constexpr std::size_t kKeyParts = 4;  // of each kind in a global index (botocore's model, 1.43)

void note_unused_types(JsonFields& in, const AttributeTypes& types, const CreateTableInput& input) {
  std::set<std::string> used{input.key_schema.partition.name};
  if (input.key_schema.sort) used.insert(input.key_schema.sort->name);
  for (const IndexDescription& index : input.indexes) {
    for (const KeyAttribute& one : index.partition) used.insert(one.name);
    for (const KeyAttribute& one : index.sort) used.insert(one.name);
  }
  if (types.size() <= used.size()) return;
  if (input.indexes.empty()) {
    return in.note(ErrorCode::kValidation,
                   fmt::format("{}Number of attributes in KeySchema does not exactly match number "
                               "of attributes defined in AttributeDefinitions",
                               kInvalidTable));
  }
  in.note(ErrorCode::kValidation,
          fmt::format("{}Some AttributeDefinitions are not used. AttributeDefinitions: [{}], keys "
                      "used: [{}]",
                      kInvalidTable, fmt::join(defined_names(types), ", "), fmt::join(used, ", ")));
}

// --- indexes -------------------------------------------------------------------------------------

IndexProjection read_projection(JsonFields& in) {
  IndexProjection projection;
  if (!in.has("Projection")) {
    in.note(ErrorCode::kValidation, fmt::format("{}Unknown ProjectionType: null", kInvalidTable));
    return projection;
  }
  in.member("Projection", [&](JsonFields& fields) {
    const std::string type = fields.choice("ProjectionType", {"ALL", "KEYS_ONLY", "INCLUDE"});
    projection.include = fields.texts("NonKeyAttributes");
    if (type == "KEYS_ONLY") projection.kind = IndexProjection::Kind::kKeysOnly;
    if (type == "INCLUDE") projection.kind = IndexProjection::Kind::kInclude;
    if (type == "INCLUDE" && projection.include.empty()) {
      fields.note(ErrorCode::kValidation,
                  fmt::format("{}ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
                              kInvalidTable));
    } else if (type != "INCLUDE" && !projection.include.empty()) {
      fields.note(ErrorCode::kValidation,
                  fmt::format("{}ProjectionType is {}, but NonKeyAttributes is specified",
                              kInvalidTable, type));
    }
  });
  return projection;
}

std::optional<std::uint64_t> throughput_units(JsonFields& in, std::string_view name) {
  const auto units = in.integer(name, 1, INT64_MAX);
  if (!units && in.ok()) in.note_constraint(name, "null", "Member must not be null");
  if (units && *units > kUnitsMax)
    in.note(ErrorCode::kValidation,
            fmt::format("Given value {} for {} is out of bounds", *units, name));
  return units ? std::optional(static_cast<std::uint64_t>(*units)) : std::nullopt;
}

std::optional<ProvisionedThroughput> read_throughput(JsonFields& in) {
  std::optional<ProvisionedThroughput> units;
  in.member("ProvisionedThroughput", [&](JsonFields& fields) {
    const auto write = throughput_units(fields, "WriteCapacityUnits");
    const auto read = throughput_units(fields, "ReadCapacityUnits");
    if (read && write) units = ProvisionedThroughput{*read, *write};
  });
  return units;
}

std::string read_index_name(JsonFields& in) {
  const std::string name = in.not_null_text("IndexName");
  const std::string value = fmt::format("'{}'", name);
  if (!in.ok()) return name;
  if (name.size() < 3 || name.size() > 255) {
    in.note_constraint(
        "IndexName", value,
        fmt::format("Member must have length {} than or equal to {}",
                    name.size() < 3 ? "greater" : "less", name.size() < 3 ? 3 : 255));
  } else if (!parse_table_name(name)) {  // the same pattern
    in.note_constraint("IndexName", value,
                       "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  }
  return name;
}

IndexDescription read_index(JsonFields& in, const AttributeTypes& types, bool global) {
  IndexDescription index;
  index.name = read_index_name(in);
  index.global = global;
  RequestedKeys keys = read_keys(in, types, global ? kKeyParts : 1);
  index.partition = std::move(keys.partition);
  index.sort = std::move(keys.sort);
  index.projection = read_projection(in);
  if (global) index.provisioned = read_throughput(in);
  return index;
}

// A global index has throughput of its own where its table has.
void check_index_throughput(JsonFields& in, const CreateTableInput& input) {
  for (const IndexDescription& index : input.indexes) {
    if (!index.global || index.provisioned.has_value() == input.provisioned.has_value()) continue;
    in.note(ErrorCode::kValidation,
            input.provisioned
                ? fmt::format("{}ProvisionedThroughput is not specified for index: {}",
                              kInvalidTable, index.name)
                : fmt::format("{}ProvisionedThroughput should not be specified for index: {} when "
                              "BillingMode is PAY_PER_REQUEST",
                              kInvalidTable, index.name));
  }
}

std::vector<IndexDescription> read_indexes(JsonFields& in, const AttributeTypes& types) {
  std::vector<IndexDescription> indexes;
  for (const bool global : {true, false}) {
    const std::string_view name = global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
    const json::array* array = in.array(name);
    if (array != nullptr && array->empty()) {
      in.note(ErrorCode::kValidation, fmt::format("{}List of {} is empty", kInvalidTable, name));
    }
    in.each(name,
            [&](JsonFields& fields) { indexes.push_back(read_index(fields, types, global)); });
  }
  return indexes;
}

// --- stream, billing, tags -----------------------------------------------------------------------

// In the words of CreateTable or of UpdateTable.
std::optional<StreamChange> read_stream(JsonFields& in, bool create) {
  std::optional<StreamChange> change;
  in.member("StreamSpecification", [&](JsonFields& fields) {
    const auto enabled = fields.flag("StreamEnabled");
    const std::string view = fields.choice(
        "StreamViewType", {"", "KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"});
    if (!enabled) return fields.note_constraint("StreamEnabled", "null", "Member must not be null");
    const auto invalid = [&](std::string_view message) {
      fields.note(ErrorCode::kValidation, fmt::format("{}{}", kInvalidTable, message));
    };
    if (*enabled && view.empty())
      return invalid(create ? "Table is being created with a stream enabled, UpdateViewType is "
                              "required"
                            : "If stream is being enabled then UpdateViewType is required");
    if (!*enabled && !view.empty())
      return invalid(create ? "Table is being created with a stream disabled, UpdateViewType "
                              "should not be specified"
                            : "If stream is being disabled, then UpdateViewType must not be "
                              "specified");
    change = StreamChange{std::nullopt};
    if (!*enabled) return;
    change->view = view == "KEYS_ONLY"   ? StreamView::kKeysOnly
                   : view == "NEW_IMAGE" ? StreamView::kNewImage
                   : view == "OLD_IMAGE" ? StreamView::kOldImage
                                         : StreamView::kNewAndOldImages;
  });
  return change;
}

// nullopt: the request says nothing of it.
std::optional<BillingChange> read_billing(JsonFields& in, bool create) {
  const std::string mode = in.choice("BillingMode", {"", "PROVISIONED", "PAY_PER_REQUEST"});
  const auto units = read_throughput(in);
  if (mode == "PAY_PER_REQUEST") {
    if (units) {
      in.note(ErrorCode::kValidation,
              fmt::format("{}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
                          "when BillingMode is PAY_PER_REQUEST",
                          kInvalidTable));
    }
    return BillingChange{std::nullopt, true};
  }
  if (units) return BillingChange{units, !mode.empty()};
  if (create) {
    in.note(ErrorCode::kValidation,
            fmt::format("{}ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                        "BillingMode is PROVISIONED",
                        kInvalidTable));
  } else if (mode == "PROVISIONED") {
    in.note(ErrorCode::kValidation,
            fmt::format("{}ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
                        kInvalidTable));
  }
  return std::nullopt;
}

// --- UpdateTable ---------------------------------------------------------------------------------

void read_index_changes(JsonFields& in, UpdateTableInput& input) {
  const AttributeTypes types = read_types(in);
  in.each("GlobalSecondaryIndexUpdates", [&](JsonFields& fields) {
    const int actions = fields.has("Create") + fields.has("Delete") + fields.has("Update");
    if (actions != 1) {
      return fields.note(
          ErrorCode::kValidation,
          fmt::format("{}{}", kInvalidTable,
                      actions == 0 ? "One of GlobalSecondaryIndexUpdate.Update, "
                                     "GlobalSecondaryIndexUpdate.Create, "
                                     "GlobalSecondaryIndexUpdate.Delete must not be null"
                                   : "Only one global secondary index action is allowed per "
                                     "GlobalSecondaryIndexUpdate object"));
    }
    fields.member("Create", [&](JsonFields& create) {
      input.create_indexes.push_back(read_index(create, types, /*global=*/true));
    });
    fields.member("Delete", [&](JsonFields& drop) {
      input.delete_indexes.push_back(drop.not_null_text("IndexName"));
    });
    fields.member("Update", [&](JsonFields& update) {
      const std::string name = update.not_null_text("IndexName");
      input.touch_indexes[name] = read_throughput(update);
    });
  });
}

void read_replica(JsonFields& in, std::vector<RegionName>& regions) {
  const std::string name = in.required_text("RegionName");
  const auto region = parse_region_name(name);
  if (region) return regions.push_back(*region);
  if (in.ok())
    in.note(ErrorCode::kValidation,
            fmt::format("{}Region {} is not supported", kInvalidTable, name));
}

void read_replica_changes(JsonFields& in, UpdateTableInput& input) {
  in.each("ReplicaUpdates", [&](JsonFields& fields) {
    fields.member("Create",
                  [&](JsonFields& create) { read_replica(create, input.create_replicas); });
    fields.member("Delete", [&](JsonFields& drop) { read_replica(drop, input.delete_replicas); });
    if (fields.has("Update")) {
      fields.note(ErrorCode::kValidation,
                  "Settings of a single replica are not kept by Lastwrite: only Create and Delete");
    }
  });
  if (in.choice("MultiRegionConsistency", {"EVENTUAL", "STRONG"}) == "STRONG") {
    in.note(ErrorCode::kValidation,
            "Multi-Region strong consistency is not supported by Lastwrite: only EVENTUAL");
  }
}

}  // namespace

Result<CreateTableInput> create_table_input(const json::object& body) {
  JsonFields in(body);
  CreateTableInput input;
  input.table = in.table();
  if (!in.has("AttributeDefinitions"))
    in.note_constraint("AttributeDefinitions", "null", "Member must not be null");
  const AttributeTypes types = read_types(in);
  const RequestedKeys keys = read_keys(in, types, 1);
  if (in.ok()) input.key_schema.partition = keys.partition[0];
  if (in.ok() && !keys.sort.empty()) input.key_schema.sort = keys.sort[0];
  input.indexes = read_indexes(in, types);
  if (in.ok()) note_unused_types(in, types, input);
  if (const auto billing = read_billing(in, /*create=*/true)) input.provisioned = billing->units;
  if (in.ok()) check_index_throughput(in, input);
  if (const auto stream = read_stream(in, /*create=*/true)) input.stream = stream->view;
  input.deletion_protection = in.flag("DeletionProtectionEnabled").value_or(false);
  input.tags = read_tags(in);
  if (const auto read = in.finish(); !read) return propagate(read);
  return input;
}

Result<CreateTableInput> create_table_input(std::string_view text) {
  boost::system::error_code error;
  const json::value body = json::parse({text.data(), text.size()}, error);
  if (error) return fail(ErrorCode::kSerialization, "it is no JSON: {}", error.message());
  if (!body.is_object()) return fail(ErrorCode::kSerialization, "it is no JSON object");
  return create_table_input(body.get_object());
}

Result<UpdateTableInput> update_table_input(const json::object& body) {
  JsonFields in(body);
  UpdateTableInput input;
  input.table = in.table();
  input.billing = read_billing(in, /*create=*/false);
  input.stream = read_stream(in, /*create=*/false);
  read_index_changes(in, input);
  read_replica_changes(in, input);
  input.deletion_protection = in.flag("DeletionProtectionEnabled");
  if (const auto read = in.finish(); !read) return propagate(read);
  return input;
}

}  // namespace lastwrite
