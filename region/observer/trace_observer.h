// Writes what a region decides into its trace. One that cannot be written is reported once
// on standard error and given up; the region goes on, for the observer never influences. Threading:
// the region's loop.
#pragma once

#include <memory>

#include "region/base/clock.h"
#include "region/observer/observer.h"
#include "region/observer/trace_sink.h"

namespace lastwrite {

class TraceObserver final : public Observer {
 public:
  TraceObserver(std::unique_ptr<TraceSink> sink, const Clock& clock)
      : sink_(std::move(sink)), clock_(clock) {}

  void on_accept(const AcceptEvent& event) override;
  void on_apply(const ApplyEvent& event) override;
  void on_coalesced(const CoalescedEvent& event) override;
  void flush() override;

 private:
  void write(const v1::TraceEvent& event);

  std::unique_ptr<TraceSink> sink_;
  const Clock& clock_;
  bool broken_ = false;
};

}  // namespace lastwrite
