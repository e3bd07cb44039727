// Exports a run directory: reads its traces, joins and judges them as every report does, and writes
// them in another program's format.
//
//   Result<Exported> done = export_run("runs/latest", {.format = "perfetto", .into = "exports"});
//
// Errors: kUsage (no such format, strategy or item; a file is there already; the run keeps no
// writes), kIo, kCorrupt, kProtocol; kUnavailable when `interrupted` said so. Then no file is new.
// Threading: none.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

struct ExportOptions {
  std::string format;         // of export_formats()
  std::string into = {};      // folder; empty: `export` in the run directory
  std::string output = {};    // in place of `into`: one file, or "-"
  std::string strategy = {};  // empty: all
  std::string item = {};      // key; empty: all
  std::string table = {};     // csv, jsonl: writes, reads or replication; empty: all
  bool replace = false;
  std::function<bool()> interrupted = {};
};

struct Exported {
  std::vector<std::string> files;
  std::vector<std::string> remarks;  // one sentence each, on what is not in them
};

/// csv, jsonl, edn, elle, shiviz, perfetto, hdr.
const std::vector<std::string>& export_formats();

Result<Exported> export_run(const std::string& run_directory, const ExportOptions& options);

}  // namespace lastwrite
