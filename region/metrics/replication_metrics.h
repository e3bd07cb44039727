// An Observer between the engine and the next one that counts what a region accepts and applies.
//
//   ReplicationMetrics metrics(trace_observer, clock);
//   metrics.write(text);
//
// Lags are in true time, from acceptance in the source until decided here; what came in a snapshot
// is no sample. Threading: the region's loop. What it is given must outlive it.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "region/base/clock.h"
#include "region/metrics/metric_text.h"
#include "region/observer/observer.h"

namespace lastwrite {

class ReplicationMetrics final : public Observer {
 public:
  ReplicationMetrics(Observer& below, const Clock& clock) : below_(below), clock_(clock) {}

  void on_accept(const AcceptEvent& event) override;
  void on_apply(const ApplyEvent& event) override;
  void on_read(const ReadEvent& event) override { below_.on_read(event); }
  void on_coalesced(const CoalescedEvent& event) override { below_.on_coalesced(event); }
  void flush() override { below_.flush(); }

  void write(MetricText& text) const;

 private:
  struct Source {
    std::array<std::uint64_t, 3> outcomes{};  // by ApplyOutcome
    DurationHistogram lags;
  };

  Observer& below_;
  const Clock& clock_;
  std::uint64_t installed_ = 0;
  std::uint64_t stillborn_ = 0;
  std::map<RegionName, Source> sources_;
};

}  // namespace lastwrite
