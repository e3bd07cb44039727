#include "scenarios/fault/clog.h"

#include "region/base/check.h"

namespace lastwrite {

Clog::Clog(const ClogFault& fault, LinkControl& links, Scheduler& scheduler)
    : fault_(fault), links_(links), scheduler_(scheduler) {
  LW_CHECK(fault.clogs.size() == fault.releases.size(), "{} links are clogged, {} released",
           fault.clogs.size(), fault.releases.size());
  if (!fault_.clogs.empty()) step();
}

void Clog::step() {
  timer_ = TimerId::kNone;
  const std::size_t links = fault_.clogs.size();
  if (steps_ < links) {
    const LinkPair& link = fault_.clogs[steps_];
    paused_.emplace(link, links_.pause(link));
  } else {
    const auto released = paused_.extract(fault_.releases[steps_ - links]);
    LW_CHECK(!released.empty(), "release {} is of no clogged link", steps_ - links);
    links_.end(released.mapped());
  }
  if (++steps_ == 2 * links) return;
  timer_ =
      scheduler_.call_after(fault_.span / static_cast<std::int64_t>(2 * links), [this] { step(); });
}

void Clog::end() {
  scheduler_.cancel(timer_);
  timer_ = TimerId::kNone;
  for (const auto& [link, effect] : paused_) links_.end(effect);
  paused_.clear();
}

}  // namespace lastwrite
