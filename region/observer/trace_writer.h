// Appends TraceEvents to one trace file (format: proto/trace.proto). Used by regions and by the
// driver.
//
//   Result<TraceWriter> trace = TraceWriter::create("run/trace/driver.lwtrace", header);
//   trace->write(event);
//   trace->flush();            // now a kill -9 of this process cannot lose it
//
// Threading: one thread. A full disk is reported once by flush(); writing never blocks a decision.
#pragma once

#include <memory>
#include <string>

#include "region/base/time.h"
#include "region/observer/trace_sink.h"

namespace lastwrite {

namespace v1 {
class TraceHeader;
}  // namespace v1

class TraceWriter final : public TraceSink {
 public:
  /// Creates `path` (which must not exist) and writes the header. kIo when that fails.
  static Result<TraceWriter> create(const std::string& path, const v1::TraceHeader& header,
                                    TrueTime at);

  TraceWriter(TraceWriter&&) noexcept;
  TraceWriter& operator=(TraceWriter&&) noexcept;
  ~TraceWriter() override;

  /// Buffers one event.
  void write(const v1::TraceEvent& event) override;
  /// Hands everything buffered to the operating system.
  Result<void> flush() override;

 private:
  class File;
  explicit TraceWriter(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

}  // namespace lastwrite
