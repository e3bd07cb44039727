// What the regions of a lean run hold, and the links between them: accepting a write and applying a
// record, as region/engine and the replicator do, over numbers.
//
//   regions.accept({.item = 17, .region = 0, …});      // stamped, decided, sent to all others
//   regions.apply(event);                              // a record arrives
//   regions.held(17, 1)                                // the version, or kNoVersion
//
// Every decision is told to the online ledger. Threading: one owner.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/online/online_ledger.h"
#include "region/base/skewed_clock.h"
#include "scenarios/lean/lean_channel.h"
#include "scenarios/lean/lean_link.h"
#include "scenarios/lean/lean_network.h"
#include "scenarios/lean/lean_queue.h"
#include "scenarios/lean/simulate_lean.h"

namespace lastwrite {

/// What an item holds, beside its key: the attributes that strategies read.
struct LeanItem {
  std::int64_t count = 0;    // 0 where there is no counter
  std::int64_t version = 0;  // of version-check and home-region
};

struct LeanWrite {
  std::uint32_t item = 0;
  std::uint32_t region = 0;
  std::uint32_t session = 0;
  std::uint64_t operation = 0;
  VersionId base = kNoVersion;  // what its client had read
  bool read_first = false;
  bool atomic = false;
  bool conditional = false;
  bool measured = false;
  bool in_doubt = false;  // will its client hear of it?
  const PastClient* past = nullptr;
  std::int64_t increment = 0;
  LeanItem value = {};
};

class LeanRegions {
 public:
  using Observer = std::function<void(const LeanObserved&)>;

  /// All must outlive this.
  LeanRegions(const Scenario& scenario, LeanQueue& queue, OnlineLedger& ledger,
              const Observer& observer);

  /// The version that it made; kNoVersion: stillborn.
  VersionId accept(const LeanWrite& write);
  /// kApply or kSubscribe.
  void apply(const LeanEvent& event);
  void subscribed(const LeanEvent& event);
  /// When trim() is to be called next; INT64_MAX: never.
  std::int64_t next_trim() const { return next_trim_; }
  void trim(std::int64_t until);

  /// Faults. A link may be cut only in a run whose scenario has faults of links.
  void set_links(const std::vector<LeanLinkNow>& changes);
  /// After the last of an instant.
  void reconnect_healed();

  VersionId held(std::uint32_t item, std::uint32_t region) const {
    return cells_[item * regions_ + region].version;
  }
  /// Requires: open in the ledger.
  const LeanItem& item(VersionId version) const { return versions_[version].value; }

  /// Why only the full simulation can tell how this goes on.
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  /// The replicator waits 30 s for an acknowledgement before it sends again.
  static constexpr std::int64_t kDelayMaxNs = 10'000'000'000;

  struct Cell {
    LeanStamp stamp;
    VersionId version = kNoVersion;
  };
  struct Version {
    LeanStamp stamp;
    std::uint32_t item = 0;
    LeanItem value;
  };
  /// The virtual time as a Clock, for the regions' faulty ones.
  class QueueClock;
  struct Region {
    LeanStamper stamper;
    std::unique_ptr<SkewedClock> clock;
  };

  /// A record or a subscription under way in a run with cuts.
  struct Parcel {
    std::size_t channel = 0;
    std::uint32_t epoch = 0;
    std::uint32_t item = 0;
    VersionId version = kNoVersion;
    std::uint64_t number = 0;  // a record's sequence; a subscription's cursor
  };
  struct Logged {
    std::uint32_t item;
    VersionId version;
  };

  void send(VersionId version, const LeanWrite& write);
  void take(VersionId version, std::uint32_t region);
  std::size_t channel_of(std::uint32_t from, std::uint32_t to) const {
    return from * regions_ + to;
  }
  std::size_t back_of(std::size_t channel) const {
    return channel_of(static_cast<std::uint32_t>(channel % regions_),
                      static_cast<std::uint32_t>(channel / regions_));
  }
  void send_logged(std::size_t channel, std::uint64_t sequence);
  void send_from(std::size_t channel, std::uint64_t cursor);
  void put_under_way(const LinkModel::Plan& plan, LeanEvent::Kind kind, const Parcel& parcel);
  std::optional<Parcel> take_parcel(std::uint32_t index, bool is_record);
  void reconnect(std::size_t channel);
  std::uint64_t acknowledged(std::size_t channel);
  void observe(std::uint32_t region, std::uint32_t item, const LeanStamp& stamp, bool accepted,
               bool installed) const;

  const std::size_t regions_;
  LeanQueue& queue_;
  OnlineLedger& ledger_;
  const Observer& observer_;
  std::shared_ptr<QueueClock> time_;
  std::vector<Region> of_;
  std::vector<LeanLink> links_;    // by source, destination; those of a region to itself are idle
  std::vector<Cell> cells_;        // by item, region
  std::vector<Version> versions_;  // by VersionId
  // Only in runs whose links change:
  std::vector<LeanChannel> channels_;     // by source, destination
  std::vector<std::vector<Logged>> log_;  // by region: sequence 1 is first
  std::vector<std::size_t> healed_;       // channels, in this instant
  std::vector<std::uint64_t> trimmed_;    // by region: sequences it may have forgotten
  std::int64_t next_trim_ = INT64_MAX;
  std::vector<Parcel> parcels_;
  std::vector<std::uint32_t> free_parcels_;
  std::optional<Error> trouble_;
};

}  // namespace lastwrite
