// The composition root of a region: builds store, engine, replicator and servers, runs them on one
// loop, and takes them down in order.
//
//   Result<void> ended = run_region(options);     // returns when told to stop
//
// Prints one line on standard output once it serves, `ready eu-west-1 127.0.0.1:41234`, with the
// address of the DynamoDB API behind it where that is served.
// Errors: kUsage (port in use, unwritable directory), kCorrupt (damaged store), kProtocol (a peer
// refuses).
#pragma once

#include "region/base/result.h"
#include "region/main/region_options.h"

namespace lastwrite {

Result<void> run_region(const RegionOptions& options);

}  // namespace lastwrite
