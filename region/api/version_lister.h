// Streams every version of a table, page by page, between other turns of the loop.
#pragma once

#include "region/base/scheduler.h"
#include "region/engine/engine.h"

namespace grpc {
template <class Response>
class ServerWriteReactor;
}

namespace lastwrite {

namespace v1 {
class VersionEntry;
}

/// A reactor that reads pages on `loop` and deletes itself when the call is over. The call fails
/// with NOT_FOUND when there is no such table.
grpc::ServerWriteReactor<v1::VersionEntry>* list_versions(Scheduler& loop, Engine& engine,
                                                          TableName table);

}  // namespace lastwrite
