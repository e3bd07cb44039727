#include "analysis/ledger/attribute_fates.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "analysis/ledger/project.h"

namespace lastwrite {
namespace {

// Names: scenarios/strategy/item_layout.h.
constexpr std::string_view kCount = "count";
constexpr std::string_view kPadding = "payload";
constexpr std::string_view kToken = "token";
constexpr std::array<std::string_view, 5> kBookkeeping = {"etag", kToken, "ttl", "version",
                                                          "writer"};

std::uint64_t bit_of(const History& history, std::string_view name) {
  const auto found = std::find(history.attributes.begin(), history.attributes.end(), name);
  if (found == history.attributes.end()) return 0;
  return std::uint64_t{1} << (found - history.attributes.begin());
}

// A loss is worse than not knowing; what was taken along by another's loss is the mildest of them.
int severity(Fate fate) {
  if (fate == Fate::kUnexpected) return 6;
  if (fate == Fate::kLostOrphaned) return 4;
  if (is_lost(fate)) return 5;
  if (fate == Fate::kUnresolved) return 3;
  if (fate == Fate::kNoEffect) return 2;
  return is_superseded(fate) ? 1 : 0;
}

bool worse(const Judgement& a, const Judgement& b) {
  if (severity(a.fate) != severity(b.fate)) return severity(a.fate) > severity(b.fate);
  // Included says less than winner, sequential less than informed.
  return severity(a.fate) < 2 && a.fate > b.fate;
}

class Combined {
 public:
  Combined(const History& history, Ledger& ledger)
      : history_(history), ledger_(ledger), judged_(history.versions.size(), false) {}

  void add(std::uint32_t attribute) {
    const History projected = project(history_, attribute);
    const Evidence evidence(projected);
    Ledger own = judge(evidence);
    for (const std::string& finding : own.findings) {
      ledger_.findings.push_back(
          fmt::format("attribute {}: {}", history_.attributes[attribute], finding));
    }
    for (std::uint32_t v = 0; v < history_.versions.size(); ++v) take(v, attribute, own);
  }

  void finish() {
    for (std::uint32_t v = 0; v < history_.versions.size(); ++v) {
      const Version& version = history_.versions[v];
      Judgement& judgement = ledger_.versions[v];
      if (version.accepted && counted_in_vain(version) && severity(judgement.fate) < 2) {
        judgement = {.fate = Fate::kLostLocal, .displacer = version.previous, .flags = {}};
        continue;
      }
      const bool gone = is_lost(judgement.fate) || is_superseded(judgement.fate);
      if (version.accepted && version.changed == 0 && gone) {
        judgement = {.fate = Fate::kIncluded, .flags = {}};
      }
    }
  }

 private:
  // 1. Two clients read 4.  2. Both put 5.  3. The second put changes `count` no more.
  bool counted_in_vain(const Version& version) const {
    if (version.operation == kAbsent || (version.changed & bit_of(history_, kCount)) != 0) {
      return false;
    }
    const Operation& operation = history_.operations[version.operation];
    return operation.derived && operation.increment != 0 && version.previous != kAbsent;
  }

  void take(std::uint32_t v, std::uint32_t attribute, Ledger& own) {
    const Version& version = history_.versions[v];
    const std::uint64_t bit = std::uint64_t{1} << attribute;
    if (!version.accepted || (counted_attributes(history_, version) & bit) == 0) return;
    Judgement& judgement = ledger_.versions[v];
    if (!judged_[v] || worse(own.versions[v], judgement)) judgement = own.versions[v];
    ledger_.phantoms[v] = (!judged_[v] || ledger_.phantoms[v]) && own.phantoms[v];
    judged_[v] = true;
  }

  const History& history_;
  Ledger& ledger_;
  std::vector<bool> judged_;  // by version: by at least one attribute
};

}  // namespace

std::uint64_t bookkeeping_attributes(const History& history) {
  std::uint64_t bits = 0;
  for (const std::string_view name : kBookkeeping) bits |= bit_of(history, name);
  return bits;
}

std::uint64_t counted_attributes(const History& history, const Version& version) {
  const std::uint64_t aside = bookkeeping_attributes(history) | bit_of(history, kPadding);
  const std::uint64_t users = version.changed & ~aside;
  if (users != 0) return users;
  const std::uint64_t token = version.changed & bit_of(history, kToken);
  return token != 0 ? token : version.changed;
}

void judge_by_attributes(const History& history, Ledger& ledger) {
  Combined combined(history, ledger);
  std::uint64_t counted = 0;
  for (const Version& version : history.versions) counted |= counted_attributes(history, version);
  for (std::uint32_t a = 0; a < history.attributes.size(); ++a) {
    if ((counted >> a & 1) != 0) combined.add(a);
  }
  combined.finish();
}

}  // namespace lastwrite
