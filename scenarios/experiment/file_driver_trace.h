// The driver's trace as a file, such as trace/blind-put/driver.lwtrace. Threading: the driver's
// loop.
#pragma once

#include <string>

#include "region/observer/trace_writer.h"
#include "scenarios/experiment/driver_trace.h"

namespace lastwrite {

class FileDriverTrace final : public DriverTrace {
 public:
  /// Creates the file (which must not exist) with its header. kIo when that fails.
  static Result<FileDriverTrace> create(const std::string& path, TrueTime at);

  void write(const v1::TraceEvent& event) override { writer_.write(event); }
  Result<void> flush() override { return writer_.flush(); }

 private:
  explicit FileDriverTrace(TraceWriter writer) : writer_(std::move(writer)) {}

  TraceWriter writer_;
};

}  // namespace lastwrite
