// An Observer between the engine and the trace that adds whose request a write was, and what that
// session had read: it fills the session book from reads and asks it at writes.
//
// Threading: the region's loop. What it is given must outlive it.
#pragma once

#include "region/api/session_book.h"
#include "region/observer/observer.h"

namespace lastwrite {

class SessionObserver final : public Observer {
 public:
  SessionObserver(Observer& below, SessionBook& book) : below_(below), book_(book) {}

  void on_accept(const AcceptEvent& event) override {
    const auto caller = book_.take_caller(event.record.table, event.record.key);
    if (!caller) return below_.on_accept(event);
    AcceptEvent known = event;
    known.by = &*caller;
    below_.on_accept(known);
  }
  void on_read(const ReadEvent& event) override {
    book_.note_read(event.table, event.key, event.version);
  }
  void on_apply(const ApplyEvent& event) override { below_.on_apply(event); }
  void on_coalesced(const CoalescedEvent& event) override { below_.on_coalesced(event); }
  void flush() override { below_.flush(); }

 private:
  Observer& below_;
  SessionBook& book_;
};

}  // namespace lastwrite
