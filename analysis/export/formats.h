// One function for each format: writes what a view shows into files of a target. What each file
// holds: README.md of this folder.
//
//   export_shiviz(ExportView(run), target);     // shiviz-version-check.log
//
// Errors: kUsage where a format cannot hold so much. Threading: pure but for the target.
#pragma once

#include "analysis/export/export_target.h"
#include "analysis/export/export_view.h"

namespace lastwrite {

/// writes.csv, reads.csv and replication.csv; of one table alone where `table` is not empty.
Result<void> export_csv(const ExportView& view, ExportTarget& target, const std::string& table);
/// The same records as JSON Lines.
Result<void> export_jsonl(const ExportView& view, ExportTarget& target, const std::string& table);
/// Jepsen's history of single requests, in EDN.
Result<void> export_edn(const ExportView& view, ExportTarget& target);
/// A history of transactions for Elle's rw-register checker, in EDN.
Result<void> export_elle(const ExportView& view, ExportTarget& target);
/// A log with vector clocks, as ShiViz reads it by default.
Result<void> export_shiviz(const ExportView& view, ExportTarget& target);
/// Trace events in JSON, for Perfetto and chrome://tracing.
Result<void> export_perfetto(const ExportView& view, ExportTarget& target);
/// Percentiles of the replication latency of each pair of regions, as HdrHistogram prints them.
Result<void> export_hdr(const ExportView& view, ExportTarget& target);

}  // namespace lastwrite
