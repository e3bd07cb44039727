#include "region/api/table_request.h"

#include <map>
#include <set>

#include <boost/json.hpp>

#include "region/api/json_fields.h"
#include "region/api/json_shape.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::string_view kInvalidTable = "One or more parameter values were invalid: ";
constexpr std::int64_t kUnitsMax = 1'000'000'000;
constexpr std::size_t kKeyParts = 4;  // of each kind in a global index (botocore's model, 1.43)

using Types = std::map<std::string, KeyType>;

// Reads each object of the array `name` with `read`; mistakes inside are noted in `in`.
template <typename Read>
void each(JsonFields& in, std::string_view name, Read read) {
  const json::array* array = in.array(name);
  if (array == nullptr) return;
  for (const json::value& one : *array) {
    const auto object = object_of(one);
    if (!object) return in.note(object.error());
    JsonFields fields(**object);
    read(fields);
    if (const auto finished = fields.finish(); !finished) in.note(finished.error());
  }
}

// Reads the object `name`, if it is there.
template <typename Read>
void member(JsonFields& in, std::string_view name, Read read) {
  const json::object* object = in.object(name);
  if (object == nullptr) return;
  JsonFields fields(*object);
  read(fields);
  if (const auto finished = fields.finish(); !finished) in.note(finished.error());
}

std::string required_choice(JsonFields& in, std::string_view name, std::string_view member,
                            std::initializer_list<std::string_view> choices) {
  std::string value = in.choice(name, choices);
  if (value.empty() && in.ok()) {
    in.note(ErrorCode::kValidation,
            fmt::format("1 validation error detected: Value null at '{}' failed to satisfy "
                        "constraint: Member must not be null",
                        member));
  }
  return value;
}

Types read_types(JsonFields& in) {
  Types types;
  each(in, "AttributeDefinitions", [&](JsonFields& fields) {
    const std::string name = fields.required_text("AttributeName");
    const std::string type =
        required_choice(fields, "AttributeType", "attributeType", {"", "S", "N", "B"});
    types[name] =
        type == "N" ? KeyType::kNumber : (type == "B" ? KeyType::kBinary : KeyType::kString);
  });
  return types;
}

// --- keys ----------------------------------------------------------------------------------------

struct Keys {
  std::vector<KeyAttribute> partition;
  std::vector<KeyAttribute> sort;
};

// `parts`: how many attributes each half of the key may have.
Keys read_keys(JsonFields& in, const Types& types, std::size_t parts) {
  Keys keys;
  std::vector<std::string> undefined;
  if (!in.has("KeySchema")) {
    in.note(ErrorCode::kValidation,
            "The parameter 'KeySchema' is required but was not present in the request");
    return keys;
  }
  bool in_order = true;
  each(in, "KeySchema", [&](JsonFields& fields) {
    const std::string name = fields.required_text("AttributeName");
    const bool hash =
        required_choice(fields, "KeyType", "keyType", {"", "HASH", "RANGE"}) == "HASH";
    const auto type = types.find(name);
    if (type == types.end()) return undefined.push_back(name);
    in_order = in_order && (!hash || keys.sort.empty());
    (hash ? keys.partition : keys.sort).push_back({name, type->second});
  });
  if (!undefined.empty()) {
    in.note(ErrorCode::kValidation,
            fmt::format("{}Some index key attributes are not defined in AttributeDefinitions. "
                        "Keys: [{}]",
                        kInvalidTable, undefined.front()));
  } else if (!in_order || keys.partition.empty() || keys.partition.size() > parts ||
             keys.sort.size() > parts) {
    in.note(ErrorCode::kValidation,
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or the second "
            "not a RANGE key type");
  }
  return keys;
}

void note_unused_types(JsonFields& in, const Types& types, const CreateTableInput& input) {
  std::set<std::string> used{input.key_schema.partition.name};
  if (input.key_schema.sort) used.insert(input.key_schema.sort->name);
  for (const IndexDescription& index : input.indexes) {
    for (const KeyAttribute& one : index.partition) used.insert(one.name);
    for (const KeyAttribute& one : index.sort) used.insert(one.name);
  }
  if (types.size() > used.size()) {
    in.note(ErrorCode::kValidation,
            fmt::format("{}Number of attributes in KeySchema does not exactly match number of "
                        "attributes defined in AttributeDefinitions",
                        kInvalidTable));
  }
}

// --- indexes -------------------------------------------------------------------------------------

IndexProjection read_projection(JsonFields& in) {
  IndexProjection projection;
  if (!in.has("Projection")) {
    in.note(ErrorCode::kValidation, fmt::format("{}Unknown ProjectionType: null", kInvalidTable));
    return projection;
  }
  member(in, "Projection", [&](JsonFields& fields) {
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

std::optional<ProvisionedThroughput> read_throughput(JsonFields& in) {
  std::optional<ProvisionedThroughput> units;
  member(in, "ProvisionedThroughput", [&](JsonFields& fields) {
    const auto read = fields.integer("ReadCapacityUnits", 1, kUnitsMax);
    const auto write = fields.integer("WriteCapacityUnits", 1, kUnitsMax);
    if (!read || !write) {
      return fields.note(ErrorCode::kValidation,
                         "ReadCapacityUnits and WriteCapacityUnits must both be specified");
    }
    units = ProvisionedThroughput{static_cast<std::uint64_t>(*read),
                                  static_cast<std::uint64_t>(*write)};
  });
  return units;
}

IndexDescription read_index(JsonFields& in, const Types& types, bool global) {
  IndexDescription index;
  index.name = in.required_text("IndexName");
  index.global = global;
  Keys keys = read_keys(in, types, global ? kKeyParts : 1);
  index.partition = std::move(keys.partition);
  index.sort = std::move(keys.sort);
  index.projection = read_projection(in);
  if (global) read_throughput(in);  // it is checked; indexes are not throttled
  return index;
}

std::vector<IndexDescription> read_indexes(JsonFields& in, const Types& types) {
  std::vector<IndexDescription> indexes;
  for (const bool global : {true, false}) {
    const std::string_view name = global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
    const json::array* array = in.array(name);
    if (array != nullptr && array->empty()) {
      in.note(ErrorCode::kValidation, fmt::format("{}List of {} is empty", kInvalidTable, name));
    }
    each(in, name,
         [&](JsonFields& fields) { indexes.push_back(read_index(fields, types, global)); });
  }
  return indexes;
}

// --- stream, billing, tags -----------------------------------------------------------------------

std::optional<StreamChange> read_stream(JsonFields& in) {
  std::optional<StreamChange> change;
  member(in, "StreamSpecification", [&](JsonFields& fields) {
    const auto enabled = fields.flag("StreamEnabled");
    const std::string view = fields.choice(
        "StreamViewType", {"", "KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"});
    if (!enabled.value_or(false)) {
      if (!view.empty())
        fields.note(ErrorCode::kValidation,
                    fmt::format("{}Table is being created with a stream that is disabled: "
                                "StreamViewType is not allowed",
                                kInvalidTable));
      change = StreamChange{std::nullopt};
      return;
    }
    if (view.empty()) {
      fields.note(ErrorCode::kValidation,
                  fmt::format("{}StreamEnabled is true but StreamViewType is not specified",
                              kInvalidTable));
    }
    change = StreamChange{view == "KEYS_ONLY"   ? StreamView::kKeysOnly
                          : view == "NEW_IMAGE" ? StreamView::kNewImage
                          : view == "OLD_IMAGE" ? StreamView::kOldImage
                                                : StreamView::kNewAndOldImages};
  });
  return change;
}

// nullopt: the request says nothing of it.
std::optional<BillingChange> read_billing(JsonFields& in, bool required) {
  const std::string mode = in.choice("BillingMode", {"", "PROVISIONED", "PAY_PER_REQUEST"});
  const auto units = read_throughput(in);
  if (mode == "PAY_PER_REQUEST") {
    if (units) {
      in.note(ErrorCode::kValidation,
              fmt::format("{}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
                          "when BillingMode is PAY_PER_REQUEST",
                          kInvalidTable));
    }
    return BillingChange{};
  }
  if (units) return BillingChange{units};
  if (required || mode == "PROVISIONED") {
    in.note(ErrorCode::kValidation,
            fmt::format("{}ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                        "BillingMode is PROVISIONED",
                        kInvalidTable));
  }
  return std::nullopt;
}

std::map<std::string, std::string> read_tags(JsonFields& in) {
  std::map<std::string, std::string> tags;
  each(in, "Tags", [&](JsonFields& fields) {
    std::string key = fields.required_text("Key");
    tags[std::move(key)] = fields.required_text("Value");
  });
  return tags;
}

// --- UpdateTable ---------------------------------------------------------------------------------

void read_index_changes(JsonFields& in, UpdateTableInput& input) {
  const Types types = read_types(in);
  each(in, "GlobalSecondaryIndexUpdates", [&](JsonFields& fields) {
    if (!fields.has("Create") && !fields.has("Delete") && !fields.has("Update")) {
      fields.note(ErrorCode::kValidation,
                  fmt::format("{}Only one of Create, Update or Delete can be specified for a "
                              "global secondary index",
                              kInvalidTable));
    }
    member(fields, "Create", [&](JsonFields& create) {
      input.create_indexes.push_back(read_index(create, types, /*global=*/true));
    });
    member(fields, "Delete", [&](JsonFields& drop) {
      input.delete_indexes.push_back(drop.required_text("IndexName"));
    });
    member(fields, "Update", [&](JsonFields& update) {
      input.touch_indexes.push_back(update.required_text("IndexName"));
      read_throughput(update);
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
  each(in, "ReplicaUpdates", [&](JsonFields& fields) {
    member(fields, "Create",
           [&](JsonFields& create) { read_replica(create, input.create_replicas); });
    member(fields, "Delete", [&](JsonFields& drop) { read_replica(drop, input.delete_replicas); });
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
  const Types types = read_types(in);
  const Keys keys = read_keys(in, types, 1);
  if (in.ok()) input.key_schema.partition = keys.partition[0];
  if (in.ok() && !keys.sort.empty()) input.key_schema.sort = keys.sort[0];
  input.indexes = read_indexes(in, types);
  if (in.ok()) note_unused_types(in, types, input);
  if (const auto billing = read_billing(in, /*required=*/true)) input.provisioned = billing->units;
  if (const auto stream = read_stream(in)) input.stream = stream->view;
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
  input.billing = read_billing(in, /*required=*/false);
  input.stream = read_stream(in);
  read_index_changes(in, input);
  read_replica_changes(in, input);
  input.deletion_protection = in.flag("DeletionProtectionEnabled");
  if (const auto read = in.finish(); !read) return propagate(read);
  return input;
}

}  // namespace lastwrite
