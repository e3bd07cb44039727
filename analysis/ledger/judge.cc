#include "analysis/ledger/judge.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "analysis/ledger/attribute_fates.h"
#include "analysis/ledger/integrity.h"
#include "analysis/ledger/token_check.h"

namespace lastwrite {
Judge::Judge(const Evidence& evidence)
    : evidence_(evidence),
      history_(evidence.history),
      bookkeeping_(bookkeeping_attributes(evidence.history)) {}

Ledger Judge::run() && {
  ledger_.findings = history_.findings;
  check_integrity(history_, ledger_.findings);
  ledger_.versions.resize(history_.versions.size());
  ledger_.finals = resolve_finals(history_, ledger_.findings);
  find_phantoms();
  homes_ = replay_homes(history_);
  std::vector<std::vector<std::uint32_t>> by_item(history_.items.size());
  for (std::uint32_t v = 0; v < history_.versions.size(); ++v) {
    if (history_.versions[v].accepted) by_item[history_.versions[v].item].push_back(v);
  }
  for (std::vector<std::uint32_t>& versions : by_item) judge_item(versions);
  if (history_.by_attribute) judge_by_attributes(history_, ledger_);
  for (const Operation& operation : history_.operations) {
    ledger_.operations.push_back(fate_of(operation));
  }
  check_tokens(history_, ledger_);
  ledger_.converged =
      quiesced(history_) && std::all_of(ledger_.finals.begin(), ledger_.finals.end(),
                                        [](const auto& f) { return f.agreed; });
  return std::move(ledger_);
}

// 1. The region writes an Accept.  2. It is killed before the commit.  3. Nobody ever hears of the
// version. Such a version took part in nothing.
void Judge::find_phantoms() {
  std::vector<bool> seen(history_.versions.size(), false);
  for (const Operation& operation : history_.operations) {
    if (operation.version != kAbsent && operation.outcome == Outcome::kOk)
      seen[operation.version] = true;
    if (operation.base != kAbsent) seen[operation.base] = true;
  }
  for (const FinalMark& mark : history_.finals) seen[mark.version] = true;
  ledger_.phantoms.resize(history_.versions.size(), false);
  for (std::uint32_t v = 0; v < history_.versions.size(); ++v) {
    const Version& version = history_.versions[v];
    const bool known = version.operation != kAbsent || version.expired;
    ledger_.phantoms[v] = version.accepted && known && !seen[v] && !evidence_.replicas.left_home(v);
  }
}

// Newest stamp first, so that a version's displacer, which is newer, has been judged before it.
void Judge::judge_item(std::vector<std::uint32_t>& versions) {
  std::sort(versions.begin(), versions.end(), [this](std::uint32_t a, std::uint32_t b) {
    return history_.versions[b].stamp < history_.versions[a].stamp;
  });
  std::uint32_t next_greater = kAbsent;
  for (const std::uint32_t version : versions) {
    Judgement judgement = judge_version(version, next_greater);
    judgement.flags = flags_of(version, judgement);
    ledger_.versions[version] = judgement;
    if (!ledger_.phantoms[version]) next_greater = version;
  }
}

Judgement Judge::judge_version(std::uint32_t v, std::uint32_t next_greater) {
  const Version& version = history_.versions[v];
  const FinalState& final = ledger_.finals[version.item];
  if (final.agreed && final.version == v) return {.fate = Fate::kWinner, .flags = {}};
  if (final.agreed && final.version != kAbsent && evidence_.lineage.includes(final.version, v)) {
    return {.fate = Fate::kIncluded, .flags = {}};
  }
  if (homes_.undone[v] && !homes_.kept_abroad[v]) {
    return {.fate = Fate::kLostStranded, .flags = {}};
  }
  const std::uint32_t by = version.installed ? homes_.displacers[v] : version.previous;
  if (final.agreed && by != kAbsent) return displaced(v, by);
  if (by == kAbsent && is_missing(history_, version.region) && !reached_a_survivor(v)) {
    return {.fate = Fate::kLostStranded, .flags = {}};
  }
  if (!final.agreed) return {.fate = Fate::kUnresolved, .displacer = by, .flags = {}};
  if (next_greater != kAbsent) return displaced(v, next_greater);
  return {.fate = ledger_.phantoms[v] ? Fate::kNoEffect : Fate::kUnexpected, .flags = {}};
}

bool Judge::reached_a_survivor(std::uint32_t version) const {
  for (std::uint32_t region = 0; region < history_.regions.size(); ++region) {
    if (!is_missing(history_, region) && evidence_.replicas.received(region, version)) return true;
  }
  return false;
}

Judgement Judge::displaced(std::uint32_t version, std::uint32_t by) const {
  // The last writer did not win: whatever replaced this one was not allowed to.
  if (history_.versions[by].stamp < history_.versions[version].stamp) {
    return {.fate = Fate::kUnexpected, .displacer = by, .flags = {}};
  }
  if (evidence_.lineage.includes(by, version)) return inherited(by);
  return {.fate = fate_against(version, by), .displacer = by, .flags = {}};
}

Judgement Judge::inherited(std::uint32_t by) const {
  const Judgement& host = ledger_.versions[by];
  Judgement judgement{.fate = Fate::kUnresolved, .displacer = by, .flags = {}};
  if (is_superseded(host.fate)) judgement.fate = host.fate;
  if (is_lost(host.fate)) {
    judgement.fate = Fate::kLostOrphaned;
    judgement.root_cause = host.root_cause == kAbsent ? by : host.root_cause;
  }
  return judgement;
}

Fate Judge::fate_against(std::uint32_t version, std::uint32_t by) const {
  if (evidence_.lineage.is_derived(by)) {
    if (evidence_.knew(by, version)) return Fate::kLostLocal;
  } else {
    if (evidence_.sessions.knew(by, version)) return Fate::kSupersededInformed;
    if (evidence_.replicas.knew(by, version)) return Fate::kSupersededSequential;
  }
  return evidence_.knew(version, by) ? Fate::kLostInverted : Fate::kLostConcurrent;
}

FateFlags Judge::flags_of(std::uint32_t v, const Judgement& judgement) const {
  const Version& version = history_.versions[v];
  FateFlags flags;
  flags.stillborn = !version.installed;
  if (version.conditional && version.operation != kAbsent) {
    const Operation& operation = history_.operations[version.operation];
    flags.aba = operation.derived && operation.base != version.previous;
  }
  if (!is_lost(judgement.fate)) return flags;
  flags.condition_passed = version.conditional;
  flags.deleted = version.deleted;
  if (judgement.displacer == kAbsent) return flags;
  const Version& by = history_.versions[judgement.displacer];
  flags.deleted = version.deleted || by.deleted;
  flags.newer_in_real_time = by.accepted && by.accepted_at < version.accepted_at;
  const std::uint64_t mine = version.changed & ~bookkeeping_;
  const std::uint64_t theirs = by.changed & ~bookkeeping_;
  flags.disjoint_attributes = judgement.fate == Fate::kLostConcurrent && !flags.deleted &&
                              mine != 0 && theirs != 0 && (mine & theirs) == 0;
  flags.tie = by.stamp.time == version.stamp.time && by.stamp.counter == version.stamp.counter;
  return flags;
}

Fate Judge::fate_of(const Operation& operation) {
  if (!operation.is_write()) return Fate::kNoEffect;
  const bool accepted = operation.version != kAbsent &&
                        history_.versions[operation.version].accepted &&
                        history_.versions[operation.version].operation_id == operation.id;
  if (operation.outcome == Outcome::kOk) {
    const Fate fate = accepted ? ledger_.versions[operation.version].fate : Fate::kUnexpected;
    if (accepted && fate == Fate::kUnexpected) {
      ledger_.findings.push_back(fmt::format(
          "operation {} was acknowledged and is gone, though no newer version displaced it",
          operation.id));
    }
    if (accepted) return fate;
    ledger_.findings.push_back(
        fmt::format("operation {} was acknowledged but no region accepted it", operation.id));
    return Fate::kUnexpected;
  }
  if (!accepted) return Fate::kNoEffect;
  if (operation.outcome == Outcome::kFailed) {
    ledger_.findings.push_back(
        fmt::format("operation {} failed for certain, yet its region accepted it", operation.id));
    return Fate::kUnexpected;
  }
  const Fate fate = ledger_.versions[operation.version].fate;
  if (survives(fate)) return Fate::kRecovered;
  return fate == Fate::kUnresolved ? Fate::kUnresolved : Fate::kNoEffect;
}

Ledger judge(const Evidence& evidence) {
  return Judge(evidence).run();
}

}  // namespace lastwrite
