#include "analysis/report/narrator.h"

#include <algorithm>

#include "analysis/report/names.h"

namespace lastwrite {
namespace {

std::string meaning(Fate fate) {
  switch (fate) {
    case Fate::kWinner:
      return "is the final version";
    case Fate::kIncluded:
      return "lives on: the final version was computed from it";
    case Fate::kSupersededInformed:
      return "was overwritten by a client that knew it";
    case Fate::kSupersededSequential:
      return "was overwritten later, as on one node";
    case Fate::kLostLocal:
      return "was lost: a write computed from an older version overwrote it";
    case Fate::kLostInverted:
      return "was lost: a version that it had followed overwrote it";
    case Fate::kLostConcurrent:
      return "was lost: a write that did not know it overwrote it";
    case Fate::kLostOrphaned:
      return "was lost together with a write that was computed from it";
    case Fate::kLostStranded:
      return "was lost with its region, before any other received it";
    case Fate::kUnresolved:
      return "is unresolved: the replicas did not come to agree on this item";
    case Fate::kRecovered:
      return "took effect, though its client never heard the outcome";
    case Fate::kNoEffect:
      return "left no effect";
    case Fate::kUnexpected:
      return "must not have happened: a bug of lastwrite";
  }
  return "";
}

}  // namespace

Narrator::Narrator(const StrategyRun& run, const Manifest& manifest)
    : Narrator(run, RunClock(run.history, manifest, run_origin(run.history))) {}

Narrator::Narrator(const StrategyRun& run, const RunClock& clock)
    : run_(run), history_(run.history), clock_(clock) {}

std::string Narrator::name(std::uint32_t version) const {
  if (version == kAbsent) return "nothing";
  const Version& v = history_.versions[version];
  if (v.operation != kAbsent) return fmt::format("#{}", history_.operations[v.operation].id);
  if (v.expired) return fmt::format("the expiry in {}", region(v.region));
  return fmt::format("an initial version of {}", region(v.region));
}

std::string Narrator::stamp(std::uint32_t version) const {
  if (version == kAbsent) return "none";
  return clock_.stamp_text(history_.versions[version].stamp);
}

bool Narrator::ended_by_expiry(std::uint32_t version) const {
  if (version == kAbsent) return false;
  const Judgement& j = run_.ledger.versions[version];
  return (is_lost(j.fate) || is_superseded(j.fate)) && j.displacer != kAbsent &&
         history_.versions[j.displacer].expired;
}

std::string Narrator::by_expiry(std::uint32_t version) const {
  const Judgement& j = run_.ledger.versions[version];
  const std::string& where = region(history_.versions[j.displacer].region);
  if (is_superseded(j.fate))
    return fmt::format("lived until its time was up: {} deleted it", where);
  if (j.fate == Fate::kLostInverted)
    return fmt::format("was lost: {} had deleted the item as expired before, with a later stamp",
                       where);
  return fmt::format("was lost: {} deleted it as expired, and did not know it", where);
}

std::string Narrator::headline(std::uint32_t operation) const {
  const Operation& o = history_.operations[operation];
  const Fate fate = run_.ledger.operations[operation];
  const std::string what = ended_by_expiry(o.version) ? by_expiry(o.version) : meaning(fate);
  return fmt::format("{} ({} of {}) {} [{}]", run_.label(operation), kind_text(o.kind),
                     history_.items[o.item].key, what, fate_text(fate));
}

void Narrator::narrate_request(std::uint32_t operation, Timeline& timeline) const {
  const Operation& o = history_.operations[operation];
  std::string sends =
      fmt::format("{} sends #{} to {}: {} {}", client_text(history_, o), o.id,
                  region(o.target_region), kind_text(o.kind), history_.items[o.item].key);
  if (o.derived) {
    sends += fmt::format(", computed from {}", name(o.base));
  }
  timeline.add(o.invoked, sends + ".");
}

void Narrator::narrate_reply(std::uint32_t operation, Timeline& timeline) const {
  const Operation& o = history_.operations[operation];
  if (!o.completed) return;
  const char* told = o.outcome == Outcome::kOk       ? "is told OK"
                     : o.outcome == Outcome::kFailed ? "is told that it failed"
                                                     : "does not learn the outcome";
  const std::string why = o.error.empty() ? "" : fmt::format(" ({})", o.error);
  timeline.add(*o.completed, fmt::format("{} {}{}.", client_text(history_, o), told, why));
}

void Narrator::narrate_version(std::uint32_t version, std::uint32_t rival,
                               Timeline& timeline) const {
  const Version& v = history_.versions[version];
  if (!v.accepted) return;
  std::string text = v.expired ? fmt::format("{} deletes the item as expired, with stamp {}",
                                             region(v.region), stamp(version))
                               : fmt::format("{} accepts {} with stamp {}", region(v.region),
                                             name(version), stamp(version));
  if (v.conditional) text += "; its condition holds there";
  if (rival != kAbsent && run_.evidence.replicas.concurrent(version, rival)) {
    text += fmt::format("; {} has not arrived there", name(rival));
  }
  if (!v.installed && v.previous != kAbsent) {
    text += fmt::format(", but {} holds {} with the later stamp {}: {} is never visible",
                        region(v.region), name(v.previous), stamp(v.previous), name(version));
  }
  if (v.operation != kAbsent) narrate_request(v.operation, timeline);
  timeline.add(v.accepted_at, text + ".");
  if (v.operation != kAbsent) narrate_reply(v.operation, timeline);
}

std::string Narrator::meeting(std::uint32_t at, std::uint32_t version,
                              const RegionEvent& event) const {
  const std::string late =
      event.kind == RegionEvent::Kind::kAccept
          ? ""
          : fmt::format(", {:.1f} ms after its acceptance,", to_ms(event.at - event.accepted_at));
  if (event.version == version && event.kind == RegionEvent::Kind::kInstalled) {
    return fmt::format("{} receives {}{} and installs it.", region(at), name(version), late);
  }
  if (event.version == version && event.kind == RegionEvent::Kind::kDiscardedOlder) {
    return fmt::format("{} receives {}{} and discards it: it holds {} with the later stamp {}.",
                       region(at), name(version), late, name(event.previous),
                       stamp(event.previous));
  }
  if (event.previous == version && event.installs && event.kind != RegionEvent::Kind::kAccept) {
    return fmt::format("{} receives {}{} and replaces {} by it: {} is later than {}.", region(at),
                       name(event.version), late, name(version), stamp(event.version),
                       stamp(version));
  }
  if (event.previous == version && event.installs) {
    return fmt::format("In {} {} replaces {}.", region(at), name(event.version), name(version));
  }
  return "";
}

void Narrator::narrate_meetings(std::uint32_t one, std::uint32_t other, Timeline& timeline) const {
  const auto told_of = [&](std::uint32_t v) { return v != kAbsent && (v == one || v == other); };
  for (std::uint32_t at = 0; at < history_.events.size(); ++at) {
    for (const RegionEvent& event : history_.events[at]) {
      // Where one replaces the other, that is the one thing to say.
      const bool replaced = event.installs && told_of(event.previous);
      if (!replaced && !told_of(event.version)) continue;
      const std::string sentence = meeting(at, replaced ? event.previous : event.version, event);
      if (!sentence.empty()) timeline.add(event.at, sentence);
    }
  }
}

bool Narrator::was_acknowledged(std::uint32_t version) const {
  const std::uint32_t operation = history_.versions[version].operation;
  return operation != kAbsent && history_.operations[operation].acknowledged();
}

std::string Narrator::ending(std::uint32_t version) const {
  const FinalState& final = run_.ledger.finals[history_.versions[version].item];
  if (!final.agreed) return "In the end the regions do not agree on this item.";
  if (final.version == kAbsent) return "In the end no region holds this item.";
  const char* holds = history_.versions[final.version].deleted ? "deleted by" : "at";
  return fmt::format("In the end all regions hold the item {} {}, stamp {}.", holds,
                     name(final.version), stamp(final.version));
}

// Of a lost version and what displaced it, if anything did.
LossShape Narrator::shape(std::uint32_t version) const {
  const Judgement& j = run_.ledger.versions[version];
  const Evidence& evidence = run_.evidence;
  const auto unchecked = [&](std::uint32_t v) {
    const Version& made = history_.versions[v];
    return evidence.lineage.is_derived(v) && !made.conditional && !made.atomic;
  };
  LossShape shape;
  shape.fate = j.fate;
  shape.deleted = history_.versions[version].deleted;
  shape.unchecked = unchecked(version);
  if (j.displacer == kAbsent) return shape;
  const std::uint32_t base = evidence.lineage.base(j.displacer);
  if (base != kAbsent) {
    const bool newer = history_.versions[version].stamp < history_.versions[base].stamp;
    shape.base = newer ? LossShape::Base::kNewer : LossShape::Base::kOlder;
  }
  shape.unchecked = shape.unchecked || unchecked(j.displacer);
  shape.region_knew_by = evidence.replicas.knew(version, j.displacer);
  shape.by_conditional = history_.versions[j.displacer].conditional;
  shape.by_expired = history_.versions[j.displacer].expired;
  shape.by_region_knew = evidence.replicas.knew(j.displacer, version);
  return shape;
}

// The condition of a write that was computed from nothing asked for the item's absence.
std::string Narrator::remedy(std::uint32_t version) const {
  const bool conditional = history_.versions[version].conditional;
  const bool on_absence = conditional && run_.evidence.lineage.base(version) == kAbsent;
  switch (remedy_of(shape(version))) {
    case Remedy::kHomeRegion:
      return fmt::format(
          "one home region for the writes of an item, or strong consistency. {}",
          on_absence
              ? "The condition on the item's absence could not: each region checked its own copy."
          : conditional ? "The version check could not: each region checked its own copy."
                        : "A version check alone would not: each region checks its own copy.");
    case Remedy::kCheckedHomeRegion:
      return "one home region for the writes of an item, or strong consistency, and a version "
             "check there. The check alone would not: each region checks its own copy.";
    case Remedy::kVersionCheck:
      return "a version check, or an update computed inside the region (ADD): the later write was "
             "computed from a version that had been replaced.";
    case Remedy::kUniqueToken:
      return "a condition on a token that no two writes share: the later write was computed from "
             "a version that had been replaced, and its condition held all the same.";
    case Remedy::kReadAtHome:
      return "one home region for the reads and writes of an item, and a version check there: the "
             "later write's client knew this one, the region that it asked did not yet.";
    case Remedy::kMarkDeleted:
      return "a mark in place of the delete, and a version check: the later write was computed "
             "from the item's absence, which has no version that a condition could check.";
    case Remedy::kClocks:
      return "clocks in step. HLC stamps would not: its client had seen the version that won, its "
             "region had not received it.";
    case Remedy::kClocksOrHlc:
      return "clocks in step, or HLC stamps: the version that won had been seen already, and only "
             "a fast clock made it look later.";
    case Remedy::kSecondRegion:
      return "an answer only after a second region holds the write (strong consistency). What is "
             "not replicated when a region is destroyed is gone.";
    case Remedy::kRefreshEarlier:
      return "a longer life, or a renewal earlier in it: every region deletes by its own copy and "
             "its own clock, and asks no other. A home region for the writes would not.";
    case Remedy::kNone:
      break;
  }
  return "";
}

std::string Narrator::prevention(std::uint32_t version) const {
  const std::uint32_t root = run_.ledger.versions[version].root_cause;
  const std::string words = remedy(root == kAbsent ? version : root);
  if (words.empty()) return "";
  if (root == kAbsent) return "What would have prevented it: " + words;
  return fmt::format("It went with {}. What would have saved that one: {}", name(root), words);
}

std::string Narrator::closing(std::uint32_t operation, std::uint32_t subject,
                              std::size_t columns) const {
  const std::uint32_t version = history_.operations[operation].version;
  const std::uint32_t by = run_.ledger.versions[subject].displacer;
  std::string out = wrapped(ending(version), columns, 2) + "\n";
  if (is_lost(run_.ledger.versions[version].fate) && was_acknowledged(subject) && by != kAbsent &&
      was_acknowledged(by)) {
    out +=
        fmt::format("The clients of {} and {} had both been told OK.\n", name(subject), name(by));
  }
  const std::string advice = prevention(version);
  return advice.empty() ? out : out + wrapped(advice, columns, 2) + "\n";
}

std::string Narrator::tell(std::uint32_t operation, std::size_t columns) const {
  const Operation& o = history_.operations[operation];
  const std::string head = wrapped(headline(operation), columns, 2) + "\n";
  Timeline timeline(clock_.start());
  const bool accepted = o.version != kAbsent && history_.versions[o.version].operation == operation;
  if (!accepted) {
    narrate_request(operation, timeline);
    narrate_reply(operation, timeline);
    return head + timeline.text(columns) + "No region accepted it.\n";
  }
  const Judgement& j = run_.ledger.versions[o.version];
  const std::uint32_t subject = j.root_cause == kAbsent ? o.version : j.root_cause;
  const std::uint32_t by = run_.ledger.versions[subject].displacer;
  // What was accepted comes before what met it at the same moment.
  if (subject != o.version) narrate_version(o.version, kAbsent, timeline);
  narrate_version(subject, by, timeline);
  if (by != kAbsent) narrate_version(by, subject, timeline);
  narrate_meetings(o.version, subject, timeline);
  return head + timeline.text(columns) + closing(operation, subject, columns);
}

}  // namespace lastwrite
