// One item in all regions of a cluster at once: what each holds of it, and writes to several of
// them in one moment. Writes go the way that those of all clients go.
//
//   ClusterItems items(control);
//   items.read({table, key}, [](std::vector<ItemInRegion> all) { … });
//   items.write(table, key, {{us, item_a}, {eu, item_b}}, [](std::vector<WriteInRegion> all) { …
//   });
//
// Threading: the loop. Every reply comes once, on the loop, with an entry for each region asked;
// one that does not run or has no such table says so in `problem`.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/control/cluster_control.h"

namespace lastwrite {

struct ItemInRegion {
  RegionName region;
  std::string problem = {};
  std::optional<Item> item = {};
  std::optional<Stamp> version = {};  // of a tombstone where there is no item
};

/// Whether two of the regions that answered hold different versions.
bool differ(const std::vector<ItemInRegion>& all);

/// What to write in one region: an item, an update of what is there, or neither: a delete.
struct RegionWrite {
  RegionName region;
  std::optional<Item> item = {};
  std::optional<Update> update = {};
};

struct WriteInRegion {
  RegionName region;
  std::string problem = {};
  std::optional<Stamp> version = {};  // the version that the write made
};

class ClusterItems {
 public:
  explicit ClusterItems(ClusterControl& control) : control_(control) {}

  void read(const GetItemInput& input, std::function<void(std::vector<ItemInRegion>)> reply);
  void write(const TableName& table, const Item& key, const std::vector<RegionWrite>& writes,
             std::function<void(std::vector<WriteInRegion>)> reply);

 private:
  ClusterControl& control_;
};

}  // namespace lastwrite
