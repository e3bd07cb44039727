#include "analysis/lag/fault_backlog.h"

#include <algorithm>

#include "analysis/ledger/phases.h"

namespace lastwrite {
namespace {

bool concerns(const FaultMark& fault, const RegionName& region) {
  return fault.regions.empty() ||
         std::find(fault.regions.begin(), fault.regions.end(), region.text) != fault.regions.end();
}

void add(const Outstanding& cell, Outstanding& sum) {
  sum.records += cell.records;
  sum.oldest_age = std::max(sum.oldest_age, cell.oldest_age);
}

}  // namespace

std::vector<FaultBacklog> fault_backlogs(const Evidence& evidence) {
  const History& history = evidence.history;
  const std::optional<Window> window = measure_window(history);
  std::vector<FaultBacklog> out;
  for (const FaultMark& fault : history.faults) {
    FaultBacklog backlog;
    backlog.at = window ? fault.at - window->begin : Duration(0);
    backlog.text = fault.description;
    backlog.begins = fault.begins;
    backlog.regions = fault.regions;
    const OutstandingMatrix matrix = outstanding_at(evidence, fault.at);
    for (std::size_t from = 0; from < matrix.size(); ++from) {
      for (std::size_t to = 0; to < matrix.size(); ++to) {
        if (concerns(fault, history.regions[from])) {
          add(matrix[from][to], backlog.outgoing);
        } else if (concerns(fault, history.regions[to])) {
          add(matrix[from][to], backlog.incoming);
        }
      }
    }
    out.push_back(std::move(backlog));
  }
  return out;
}

}  // namespace lastwrite
