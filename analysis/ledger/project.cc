#include "analysis/ledger/project.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lastwrite {
namespace {

class Projection {
 public:
  Projection(const History& history, std::uint32_t attribute)
      : history_(history), attribute_(attribute), bit_(std::uint64_t{1} << attribute) {}

  History make() && {
    out_.regions = history_.regions;
    out_.items = history_.items;
    out_.attributes = history_.attributes;
    out_.phases = history_.phases;
    out_.faults = history_.faults;
    out_.clocks = history_.clocks;
    out_.backlogs = history_.backlogs;
    out_.quiesce = history_.quiesce;
    out_.steps = history_.steps;
    choose_versions();
    for (std::uint32_t region = 0; region < history_.regions.size(); ++region) {
      add_events(region);
    }
    add_operations();
    add_finals();
    for (const CoalescedVersion& c : history_.coalesced) {
      if (belongs(c.version) && belongs(c.by)) out_.coalesced.push_back(c);
    }
    return std::move(out_);
  }

 private:
  bool belongs(std::uint32_t version) const { return version != kAbsent && chosen_[version]; }

  void choose_versions() {
    std::vector<bool> has_it(history_.items.size(), false);
    for (const Version& version : history_.versions) {
      if ((version.changed & bit_) != 0) has_it[version.item] = true;
    }
    out_.versions = history_.versions;
    chosen_.resize(history_.versions.size());
    for (std::uint32_t v = 0; v < history_.versions.size(); ++v) {
      Version& version = out_.versions[v];
      const bool deletes = version.deleted && has_it[version.item];
      chosen_[v] = version.accepted && (deletes || (version.changed & bit_) != 0);
      version.accepted = chosen_[v];
      version.changed = bit_;
    }
  }

  void add_events(std::uint32_t region) {
    out_.events.emplace_back();
    out_.lives.emplace_back();
    const std::vector<AttributeEvent>& all = history_.attribute_events[region];
    const std::vector<std::uint32_t>& lives = history_.lives[region];
    auto life = lives.begin();
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (; life != lives.end() && *life <= all[i].event; ++life) begin_life(region);
      if (concerns(all, i)) add_event(region, all[i]);
    }
    for (; life != lives.end(); ++life) begin_life(region);
  }

  void begin_life(std::uint32_t region) {
    out_.lives[region].push_back(static_cast<std::uint32_t>(out_.events[region].size()));
  }

  // A deletion concerns an attribute also where the region did not have it; where it had, it says
  // so next.
  bool concerns(const std::vector<AttributeEvent>& all, std::size_t at) const {
    if (all[at].attribute == attribute_) return true;
    if (all[at].attribute != kAbsent || !belongs(all[at].version)) return false;
    for (std::size_t i = at + 1; i < all.size() && all[i].event == all[at].event; ++i) {
      if (all[i].attribute == attribute_ && all[i].version == all[at].version) return false;
    }
    return true;
  }

  void add_event(std::uint32_t region, const AttributeEvent& told) {
    RegionEvent event = history_.events[region][told.event];
    event.previous = told.previous;
    event.installs = told.taken;
    if (told.version != event.version) {
      event.version = told.version;
      event.accepted_at = history_.versions[told.version].accepted_at;
    }
    if (event.kind == RegionEvent::Kind::kAccept) {
      note_accept(out_.versions[event.version], out_.events[region].size(), told);
    } else {
      const bool again = told.previous == told.version;
      event.kind = told.taken ? RegionEvent::Kind::kInstalled
                   : again    ? RegionEvent::Kind::kDuplicate
                              : RegionEvent::Kind::kDiscardedOlder;
    }
    out_.events[region].push_back(event);
  }

  static void note_accept(Version& version, std::size_t position, const AttributeEvent& told) {
    version.position = static_cast<std::uint32_t>(position);
    version.previous = told.previous;
    version.installed = told.taken;
    version.atomic = told.computed;
  }

  void add_operations() {
    out_.operations = history_.operations;
    std::map<std::uint64_t, std::uint32_t> reads;  // by task: its last one
    for (std::uint32_t o = 0; o < out_.operations.size(); ++o) {
      Operation& operation = out_.operations[o];
      if (operation.is_read()) {
        operation.version = seen(history_.attribute_reads, o, operation.version);
        reads[operation.task] = o;
      } else if (operation.is_write()) {
        project_write(operation, reads);
      }
    }
  }

  void project_write(Operation& operation, const std::map<std::uint64_t, std::uint32_t>& reads) {
    const bool accepted =
        operation.version != kAbsent && history_.versions[operation.version].accepted;
    if (accepted && !belongs(operation.version)) {
      operation.kind = RequestKind::kLock;
      operation.version = kAbsent;
    }
    const auto read = reads.find(operation.task);
    const bool from_read = operation.derived && read != reads.end() &&
                           history_.operations[read->second].item == operation.item;
    operation.base = from_read ? out_.operations[read->second].version : kAbsent;
  }

  void add_finals() {
    for (std::uint32_t f = 0; f < history_.finals.size(); ++f) {
      FinalMark mark = history_.finals[f];
      mark.version = seen(history_.attribute_finals, f, mark.version);
      if (mark.version == kAbsent) continue;
      mark.tombstone = history_.versions[mark.version].deleted;
      mark.value_hash = 0;
      mark.counter.reset();
      mark.tokens.clear();
      out_.finals.push_back(std::move(mark));
    }
  }

  // Whose value of the attribute `by` saw. `whole`: the version of the item, which where no
  // attributes are told is a delete, or nothing that concerns this one.
  std::uint32_t seen(const std::vector<AttributeSeen>& all, std::uint32_t by,
                     std::uint32_t whole) const {
    const auto first = std::lower_bound(all.begin(), all.end(), by,
                                        [](const auto& one, auto want) { return one.by < want; });
    std::uint32_t deletion = kAbsent;
    for (auto at = first; at != all.end() && at->by == by; ++at) {
      if (at->attribute == attribute_) return at->version;
      if (at->attribute == kAbsent) deletion = at->version;
    }
    if (belongs(deletion)) return deletion;
    return belongs(whole) && history_.versions[whole].deleted ? whole : kAbsent;
  }

  const History& history_;
  const std::uint32_t attribute_;
  const std::uint64_t bit_;
  History out_;
  std::vector<bool> chosen_;  // by version
};

}  // namespace

History project(const History& history, std::uint32_t attribute) {
  return Projection(history, attribute).make();
}

}  // namespace lastwrite
