// The typed request layer: what every wire protocol (gRPC now, DynamoDB JSON later) translates to
// and from. Names follow the DynamoDB API reference.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/base/ids.h"
#include "region/engine/table_description.h"
#include "region/expression/condition.h"
#include "region/expression/update.h"
#include "region/value/key_schema.h"
#include "region/version/attribute_stamps.h"

namespace lastwrite {

struct CreateTableInput {
  TableName table;
  KeySchema key_schema;
  bool global = true;  // in all regions of the cluster: its caller makes it in each of them
  std::vector<IndexDescription> indexes = {};
  std::optional<StreamView> stream = {};
  std::optional<ProvisionedThroughput> provisioned = {};
  bool deletion_protection = false;
  std::map<std::string, std::string> tags = {};
};

/// What UpdateTimeToLive sets, in one region: its caller does so in each of them.
struct TimeToLiveInput {
  TableName table;
  std::string attribute;  // with the second of expiry; empty: nothing expires any more
};

struct PutItemInput {
  TableName table;
  Item item;
  std::optional<Condition> condition = {};
  OperationId operation = OperationId::kNone;  // the observer's; decides nothing
};

struct UpdateItemInput {
  TableName table;
  Item key;
  Update update;
  std::optional<Condition> condition = {};
  OperationId operation = OperationId::kNone;
  bool must_exist = false;  // kConditionalCheckFailed where there is no such item
};

struct DeleteItemInput {
  TableName table;
  Item key;
  std::optional<Condition> condition = {};
  OperationId operation = OperationId::kNone;
};

/// The answer to an acknowledged write.
struct WriteOutput {
  Stamp version;                      // the observer's: the version this write made
  std::optional<Item> new_item;       // the whole item after the write (nullopt after a delete)
  std::optional<Item> old_item = {};  // that before it, in this region (nullopt: there was none)
};

struct GetItemInput {
  TableName table;
  Item key;
  bool consistent = false;     // which here is the same, but for what it costs
  bool transactional = false;  // likewise: one of several reads together
};
struct GetItemOutput {
  std::optional<Item> item;
  std::optional<Stamp>
      version;  // the observer's: the version read; nullopt where nothing was ever written
  /// The observer's, with conflicts by attributes: the versions of the attributes read.
  std::optional<AttributeStamps> attributes = {};
};

}  // namespace lastwrite
