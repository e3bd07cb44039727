#include "analysis/staleness/session_guarantees.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

constexpr TrueTime kNever{std::numeric_limits<std::int64_t>::max()};

// What one session has done so far, to one item or to all.
struct Past {
  std::uint32_t written = kAbsent;  // versions: of one item, the greatest stamp
  std::uint32_t read = kAbsent;
};
struct PastOfAll {
  bool written = false;
  bool read = false;
  // By region: when it first held all of that, or newer versions.
  std::vector<TrueTime> written_held;
  std::vector<TrueTime> read_held;
};

class SessionWalk {
 public:
  SessionWalk(const History& history, const ReplicaTimelines& timelines)
      : history_(history), timelines_(timelines), checks_(history.operations.size()) {}

  std::vector<GuaranteeChecks> run() && {
    for (const ClientStep& step : history_.steps) {
      const Operation& operation = history_.operations[step.operation];
      // A lock or lease is a strategy's own affair: the client neither read nor wrote.
      if (operation.outcome != Outcome::kOk || operation.bookkeeping) continue;
      if (!step.begins) {
        learn(operation);
      } else if (operation.is_write()) {
        check_write(operation, checks_[step.operation]);
      } else {
        check_read(operation, checks_[step.operation]);
      }
    }
    return std::move(checks_);
  }

 private:
  bool older(std::uint32_t version, std::uint32_t than) const {
    return version == kAbsent || history_.versions[version].stamp < history_.versions[than].stamp;
  }
  static void put(GuaranteeChecks& checks, Guarantee guarantee, bool violated) {
    checks[static_cast<std::size_t>(guarantee)] =
        violated ? GuaranteeCheck::kViolated : GuaranteeCheck::kKept;
  }

  void check_read(const Operation& read, GuaranteeChecks& out) {
    const Past& past = items_[{read.session, read.item}];
    if (past.written != kAbsent) {
      put(out, Guarantee::kReadYourWrites, older(read.version, past.written));
    }
    if (past.read != kAbsent) put(out, Guarantee::kMonotonicReads, older(read.version, past.read));
  }

  void check_write(const Operation& write, GuaranteeChecks& out) {
    if (write.version == kAbsent) return;
    const Past& past = items_[{write.session, write.item}];
    const PastOfAll& all = sessions_[write.session];
    const bool behind_write = past.written != kAbsent && older(write.version, past.written);
    const bool behind_read = past.read != kAbsent && older(write.version, past.read);
    if (past.written != kAbsent) put(out, Guarantee::kMonotonicWrites, behind_write);
    if (past.read != kAbsent) put(out, Guarantee::kWritesFollowReads, behind_read);
    if (all.written) {
      put(out, Guarantee::kMonotonicWritesAllItems,
          behind_write || overtakes(write.version, all.written_held));
    }
    if (all.read) {
      put(out, Guarantee::kWritesFollowReadsAllItems,
          behind_read || overtakes(write.version, all.read_held));
    }
  }

  // Some region held `version` before all that came before it.
  bool overtakes(std::uint32_t version, const std::vector<TrueTime>& held) const {
    for (std::uint32_t region = 0; region < held.size(); ++region) {
      const std::optional<TrueTime> at = timelines_.installed_at(region, version);
      if (at && *at < held[region]) return true;
    }
    return false;
  }

  void learn(const Operation& operation) {
    if (operation.version == kAbsent) return;
    Past& past = items_[{operation.session, operation.item}];
    PastOfAll& all = sessions_[operation.session];
    std::uint32_t& newest = operation.is_write() ? past.written : past.read;
    if (newest == kAbsent || older(newest, operation.version)) newest = operation.version;
    (operation.is_write() ? all.written : all.read) = true;
    std::vector<TrueTime>& held = operation.is_write() ? all.written_held : all.read_held;
    held.resize(history_.regions.size(), TrueTime{std::numeric_limits<std::int64_t>::min()});
    for (std::uint32_t region = 0; region < held.size(); ++region) {
      held[region] = std::max(held[region],
                              timelines_.included_at(region, operation.version).value_or(kNever));
    }
  }

  const History& history_;
  const ReplicaTimelines& timelines_;
  std::vector<GuaranteeChecks> checks_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Past> items_;  // by session and item
  std::map<std::uint32_t, PastOfAll> sessions_;
};

// By session: whether it sent requests to more than one region.
std::map<std::uint32_t, bool> roaming_sessions(const History& history) {
  std::map<std::uint32_t, std::uint32_t> first;
  std::map<std::uint32_t, bool> roams;
  for (const Operation& operation : history.operations) {
    const auto [at, added] = first.emplace(operation.session, operation.target_region);
    roams[operation.session] |= at->second != operation.target_region;
  }
  return roams;
}

}  // namespace

std::string_view guarantee_text(Guarantee guarantee) {
  static constexpr std::array<std::string_view, kGuaranteeCount> kNames = {
      "read_your_writes",           "monotonic_reads",
      "monotonic_writes",           "writes_follow_reads",
      "monotonic_writes_all_items", "writes_follow_reads_all_items"};
  return kNames[static_cast<std::size_t>(guarantee)];
}

std::vector<GuaranteeChecks> check_sessions(const History& history,
                                            const ReplicaTimelines& timelines) {
  return SessionWalk(history, timelines).run();
}

SessionGuarantees count_sessions(const History& history,
                                 const std::vector<GuaranteeChecks>& checks) {
  SessionGuarantees out{};
  const std::optional<Window> window = measure_window(history);
  if (!window) return out;
  const std::map<std::uint32_t, bool> roams = roaming_sessions(history);
  for (std::uint32_t o = 0; o < checks.size(); ++o) {
    const Operation& operation = history.operations[o];
    if (!window->contains(operation.intended)) continue;
    auto& counts = roams.at(operation.session) ? out.roaming : out.sticky;
    for (std::size_t g = 0; g < kGuaranteeCount; ++g) {
      counts[g].checked += checks[o][g] != GuaranteeCheck::kNotAsked ? 1 : 0;
      counts[g].violated += checks[o][g] == GuaranteeCheck::kViolated ? 1 : 0;
    }
  }
  return out;
}

}  // namespace lastwrite
