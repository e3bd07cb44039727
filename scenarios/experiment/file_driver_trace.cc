#include "scenarios/experiment/file_driver_trace.h"

#include "proto/trace.pb.h"

namespace lastwrite {

Result<FileDriverTrace> FileDriverTrace::create(const std::string& path, TrueTime at) {
  v1::TraceHeader header;
  header.set_format(1);
  header.set_producer("driver");
  Result<TraceWriter> writer = TraceWriter::create(path, header, at);
  if (!writer) return propagate(writer);
  return FileDriverTrace(*std::move(writer));
}

}  // namespace lastwrite
