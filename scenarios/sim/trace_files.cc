#include "scenarios/sim/trace_files.h"

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kEventsBetweenFlushes = 4096;  // bounds what is buffered in memory

std::string file_name(const TraceSource& source) {
  if (source.producer == "driver") return "driver.lwtrace";
  return fmt::format("{}.{}.lwtrace", source.producer, source.incarnation);
}

}  // namespace

void TraceFiles::add(const TraceSource& source, const v1::TraceEvent& event) {
  if (!outcome_) return;
  if (TraceWriter* writer = writer_of(source, TrueTime{event.at_ns()})) writer->write(event);
  if (++events_ % kEventsBetweenFlushes == 0) note(finish());
}

TraceWriter* TraceFiles::writer_of(const TraceSource& source, TrueTime at) {
  const Name name(source.producer, source.incarnation);
  const auto found = writers_.find(name);
  if (found != writers_.end()) return &found->second;
  v1::TraceHeader header;
  header.set_format(1);
  header.set_producer(source.producer);
  header.set_incarnation(source.incarnation);
  Result<TraceWriter> writer = TraceWriter::create(folder_ + "/" + file_name(source), header, at);
  if (!writer) {
    note(propagate(writer));
    return nullptr;
  }
  return &writers_.emplace(name, *std::move(writer)).first->second;
}

Result<void> TraceFiles::finish() {
  for (auto& [name, writer] : writers_) note(writer.flush());
  return outcome_;
}

void TraceFiles::note(Result<void> result) {
  if (outcome_ && !result) outcome_ = std::move(result);
}

}  // namespace lastwrite
