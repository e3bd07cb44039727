// A decorator: applies link models to the messages that leave this region over any transport.
//
//   ShapedTransport shaped(inner, scheduler, clock, Random(seed).fork("us-east-1"));
//   shaped.set_link(RegionName("eu-west-1"), spec);         // also while running
//
// Each record travels by itself: it has its own delay, and the lane of its item. What was added on
// the way is written into the record's observer tag (`injected`), so that added and injected lag
// can be told apart. A pause holds messages; a partition drops them, those under way too, and its
// end is told to both sides as a connection that is up again. Threading: the region's loop.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "region/base/clock.h"
#include "region/base/scheduler.h"
#include "replicator/core/transport.h"
#include "replicator/link/link_model.h"

namespace lastwrite {

class ShapedTransport final : public Transport {
 public:
  ShapedTransport(Transport& inner, Scheduler& scheduler, const Clock& clock, Random random)
      : inner_(inner), scheduler_(scheduler), clock_(clock), random_(random) {}
  ~ShapedTransport() override;

  /// Sets the link from this region to `to`.
  void set_link(const RegionName& to, const LinkSpec& spec);

  void start(Receiver& receiver) override;
  void send(const RegionName& to, Message message) override;
  void reset(const RegionName& to) override;

  /// Messages under way to `to`.
  std::size_t in_flight(const RegionName& to) const;

 private:
  struct Parcel {
    TrueTime sent;
    Message message;
  };
  struct Link {
    LinkModel model;
    std::multimap<TrueTime, Parcel> under_way;  // by due time, ties in order of sending
    std::vector<Parcel> held;                   // by a pause
    TimerId timer = TimerId::kNone;
  };

  Link& link(const RegionName& to);
  void dispatch(const RegionName& to, Link& link, Parcel parcel);
  void put_under_way(Link& link, TrueTime due, Parcel parcel);
  void arm(const RegionName& to, Link& link);
  void deliver_due(const RegionName& to);
  void drop_all(Link& link);

  Transport& inner_;
  Scheduler& scheduler_;
  const Clock& clock_;
  Random random_;
  Receiver* receiver_ = nullptr;
  std::map<RegionName, Link> links_;
  std::shared_ptr<bool> alive_ =
      std::make_shared<bool>(true);  // tasks that outlive this do nothing
};

}  // namespace lastwrite
