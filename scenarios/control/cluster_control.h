// What can be done to a served cluster while it runs, and what it says of itself. Keeps what a
// region forgets when it dies: its links and its clock are set again when it is restarted.
//
//   ClusterControl control(cluster, watch, {regions, links});
//   control.partition({us}, {eu, ap}, [](Result<std::string> done) { … });   // a sentence
//   control.restart(us, reply);
//
// Threading: the loop. Every reply comes once, on the loop. Errors: kUsage (no such region, a
// region that does not run), those of the cluster.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/control/loss_watch.h"
#include "scenarios/control/served_links.h"
#include "scenarios/engine/cluster.h"

namespace lastwrite {

struct ControlledRegion {
  RegionName region;
  std::string endpoint;   // "127.0.0.1:8000"
  std::string down = {};  // why it does not run; "": it does
  // Of StateBook:
  std::optional<RegionState> state = {};       // what it said last; nullopt: nothing yet
  std::map<std::string, KeySchema> keys = {};  // likewise: those of its tables
  bool silent = false;                         // it runs, and does not answer
};

class ClusterControl {
 public:
  using Done = Reply<std::string>;  // a sentence about what was done
  using Regions = std::vector<RegionName>;
  /// The keys of a region's tables, as its last state told.
  using KeysOf = std::function<std::map<std::string, KeySchema>(const RegionName&)>;

  ClusterControl(Cluster& cluster, LossWatch& watch, std::vector<ControlledRegion> regions,
                 LinkMap links, KeysOf keys_of = nullptr)
      : cluster_(cluster),
        watch_(watch),
        regions_(std::move(regions)),
        links_(std::move(links)),
        keys_of_(std::move(keys_of)) {}

  void change_links(const std::vector<LinkPair>& pairs, const LinkChange& change, Done done);
  void partition(const Regions& side, Regions other, Done done);  // other empty: all the rest
  void heal(bool links_too, Done done);
  void pause(const std::vector<LinkPair>& pairs, bool paused, Done done);
  void set_clock(const RegionName& region, const ClockSkew& skew, Done done);
  void step_clock(const RegionName& region, Duration delta, Done done);
  void kill(const RegionName& region, Done done);
  void restart(const RegionName& region, Done done);
  /// In all regions.
  void create_table(const CreateTableInput& input, Done done);
  /// A region ended by itself.
  void region_lost(const RegionName& region, const std::string& why);

  /// What somebody else did to the cluster: shown, and no more. Why losses came of it is theirs to
  /// tell the watch.
  void link_is(const LinkPair& pair, const LinkSpec& link) { links_.note(pair, link); }
  void region_is_down(const RegionName& name, const std::string& why) { region(name).down = why; }
  void region_is_up(const RegionName& name) { region(name).down.clear(); }

  /// kUsage, with the names there are.
  Result<RegionName> region_named(const std::string& name) const;
  /// The links that touch `region`, both ways.
  std::vector<LinkPair> links_of(const RegionName& region) const;
  const std::vector<ControlledRegion>& regions() const { return regions_; }
  /// Why it does not run; "": it does.
  const std::string& down(const RegionName& name) { return region(name).down; }
  std::map<std::string, KeySchema> keys_of(const RegionName& name) const {
    return keys_of_ ? keys_of_(name) : std::map<std::string, KeySchema>{};
  }
  Cluster& cluster() { return cluster_; }
  const ServedLinks& links() const { return links_; }
  LossWatch& watch() { return watch_; }

 private:
  ControlledRegion& region(const RegionName& name);
  void push_links(std::string sentence, Done done);
  void set_up_again(const RegionName& region, Done done);
  bool refuse_busy(const RegionName& name, Done& done);
  bool runs(const RegionName& name) { return region(name).down.empty(); }
  void end_disturbances();
  void resumed(const std::vector<LinkPair>& pairs);
  void clock_changed(const RegionName& region, const std::string& what);

  Cluster& cluster_;
  LossWatch& watch_;
  std::vector<ControlledRegion> regions_;
  ServedLinks links_;
  KeysOf keys_of_;
  // A disturbance of links, which heal() ends; a pause ends with that of its last link, too.
  struct OnLinks {
    std::size_t disturbance = 0;
    std::vector<LinkPair> paused = {};
  };

  std::map<RegionName, ClockSkew> clocks_;
  std::set<RegionName> busy_;                                 // being killed or started
  std::map<RegionName, std::size_t> down_since_;              // disturbances
  std::map<RegionName, std::vector<std::size_t>> off_since_;  // disturbances of the clock
  std::vector<OnLinks> on_links_;
};

}  // namespace lastwrite
