// Remembers all that an observer is told, as values. Threading: as Observer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/observer/changed_attributes.h"
#include "region/observer/observer.h"

namespace lastwrite {

class RecordingObserver final : public Observer {
 public:
  struct Accept {
    ChangeRecord record;
    std::string key_text;
    std::optional<Stamp> previous;
    bool installed;
    bool conditional;
    bool atomic;
    std::vector<std::string> changed;
  };
  struct Apply {
    ChangeRecord record;
    std::string key_text;
    std::optional<Stamp> previous;
    ApplyOutcome outcome;
    bool backfill;
  };
  struct Coalesced {
    RegionName to;
    std::string key_text;
    Stamp version;
    Stamp by;
  };

  void on_accept(const AcceptEvent& e) override {
    accepts.push_back({e.record, e.key_text, e.previous, e.installed, e.conditional, e.atomic,
                       changed_attributes(e)});
  }
  void on_apply(const ApplyEvent& e) override {
    applies.push_back({e.record, e.key_text, e.previous, e.outcome, e.backfill});
  }
  void on_coalesced(const CoalescedEvent& e) override {
    coalesced.push_back({e.to, e.key_text, e.version, e.by});
  }
  void flush() override { accepts_flushed = accepts.size(); }

  std::vector<Accept> accepts;
  std::vector<Apply> applies;
  std::vector<Coalesced> coalesced;
  std::size_t accepts_flushed = 0;  // how many accepts the last flush() found
};

}  // namespace lastwrite
